"""The choices of the form in a physician's words, one table a field; what they mean is not here."""

from __future__ import annotations

from counsel.case import scale_limits as scales
from counsel.form.field import Option
from counsel.wording.sentences import Wording

FLAGS = (Option("yes", "yes"), Option("no", "no"), Option("unknown", "not known"))

TYPES = (
    Option("ischaemic", "ischaemic"),
    Option("intracerebral_haemorrhage", "bleeding in the brain"),
    Option("subarachnoid_haemorrhage", "subarachnoid bleeding"),
    Option("tia", "TIA"),
    Option("cerebral_venous_thrombosis", "cerebral venous thrombosis"),
    Option("hypoxic_brain_injury", "lack of oxygen to the whole brain"),
    Option("other_or_mimic", "other, or a mimic"),
)
LOCATIONS = (
    Option("cortical", "cortical"),
    Option("subcortical", "subcortical"),
    Option("lacunar", "lacunar"),
    Option("brainstem", "brainstem"),
    Option("cerebellar", "cerebellar"),
)
TERRITORIES = (
    Option("mca", "middle cerebral artery"),
    Option("aca", "anterior cerebral artery"),
    Option("pca", "posterior cerebral artery"),
    Option("vertebrobasilar", "vertebrobasilar"),
    Option("other", "other"),
)
SIDES = (Option("left", "left"), Option("right", "right"), Option("both", "both"))
SIZES = (
    Option("lacunar", "lacunar"),
    Option("not_large", f"not large (below {scales.LARGE_FROM_ML:g} mL)"),
    Option("large", f"large ({scales.LARGE_FROM_ML:g} to {scales.LARGE_TO_ML:g} mL)"),
    Option("very_large", f"very large (above {scales.LARGE_TO_ML:g} mL)"),
)
MODALITIES = (Option("ct", "CT"), Option("mri", "MRI"))
REHAB = (
    Option("active", "going on now"),
    Option("arranged", "arranged"),
    Option("ended", "ended"),
    Option("not_available", "not available"),
)
GOALS = (
    Option("walking", "walking"),
    Option("arm_and_hand", "arm and hand"),
    Option("speech", "speech"),
    Option("thinking_and_memory", "thinking and memory"),
    Option("mood", "mood"),
    Option("fatigue", "fatigue"),
    Option("pain", "pain"),
    Option("taking_part", "taking part in life"),
    Option("needing_less_help", "needing less help"),
)
WHO_ASKS = (Option("patient", "patient"), Option("family", "family"), Option("both", "both"))
WHO_DECIDES = (
    Option("patient", "patient"),
    Option("family", "family"),
    Option("together", "together"),
    Option("legal_representative", "legal representative"),
)

CELLS = (
    Option("uc_msc", "umbilical-cord mesenchymal"),
    Option("bm_msc", "bone-marrow mesenchymal"),
    Option("ad_msc", "fat-tissue mesenchymal"),
    Option("other_msc", "other mesenchymal"),
    Option("ucb", "umbilical-cord blood"),
    Option("mnc", "mononuclear cells"),
    Option("mapc", "multipotent adult progenitor"),
    Option("nsc", "neural stem cells"),
    Option("nsc_msc", "neural and mesenchymal"),
    Option("epc", "endothelial progenitor"),
    Option("fetal", "fetal"),
    Option("embryonic", "embryonic"),
    Option("exosomes", "exosomes or vesicles"),
    Option("unknown", "asked, not told"),
)
DONORS = (
    Option("autologous", "own cells"),
    Option("allogeneic", "from a donor"),
    Option("unknown", "asked, not told"),
)
ROUTES = (
    Option("intravenous", "into a vein"),
    Option("intra_arterial", "into an artery"),
    Option("intrathecal", "into the spinal fluid"),
    Option("intracerebral", "into the brain"),
    Option("intranasal", "through the nose"),
    Option("unknown", "asked, not told"),
)
LEGAL_BASES = (
    Option("proper_trial", "proper trial"),
    Option("authorised_for_stroke", "authorised for stroke"),
    Option("authorised_for_other_disease", "authorised for another disease"),
    Option("hospital_exemption_or_expanded_access", "hospital exemption or expanded access"),
    Option("national_plan_number", "number of a national plan"),
    Option("none", "none"),
    Option("unknown", "asked, not told"),
)
CLAIMS = (
    Option("cure", "cure"),
    Option("no_risk", "no risk"),
    Option("testimonials", "testimonials"),
    Option("many_diseases", "helps in many diseases"),
    Option("everybody_accepted", "everybody is accepted"),
    Option("best_results_now", "best results if done now"),
)
STATES = (
    Option("fresh", "fresh"),
    Option("thawed", "thawed"),
    Option("unknown", "asked, not told"),
)
SYMPTOMS = (
    Option("chest_pain", "chest pain"),
    Option("breathlessness", "breathlessness"),
    Option("limb_swelling", "limb swelling"),
    Option("fever", "fever"),
    Option("headache", "headache"),
    Option("back_pain", "back pain"),
    Option("leg_weakness", "leg weakness"),
    Option("bladder_change", "bladder change"),
)

# The choices of the fields whose values are said elsewhere too, by the name of their list.
_LISTS = {"stroke_type": TYPES, "territory": TERRITORIES, "location": LOCATIONS}


def option_label(_wording: Wording, name: str, value: str) -> str:
    """What a choice of a list is called; KeyError for a list or a value that is not there."""
    return {option.value: option.label for option in _LISTS[name]}[value]
