"""The fields of a clinic's offer and of an earlier treatment with cells; judges no answer."""

from __future__ import annotations

from counsel.form import options
from counsel.form.field import DATE_HELP, FormField

_TOLD = "No: asked, and there is none. A name or number can be typed."

_OFFER = (
    FormField("offer", "Is there an offer?", "offer", "presence", help="From a clinic or a trial team."),
    FormField("offer.cells", "Cells", "offer", "choice", options=options.CELLS),
    FormField("offer.donor", "Whose cells", "offer", "choice", options=options.DONORS),
    FormField("offer.route", "Way in", "offer", "choice", options=options.ROUTES),
    FormField(
        "offer.sessions", "Sessions", "offer", "number", help="How many are planned.", low=1, high=1000
    ),
    FormField("offer.legal_basis", "Legal basis", "offer", "choice", options=options.LEGAL_BASES),
    FormField("offer.registry_number", "Trial registration", "offer", "answer", help=_TOLD),
    FormField("offer.ethics_approval", "Ethics approval", "offer", "flag", options=options.FLAGS),
    FormField("offer.named_stroke_doctor", "Named stroke doctor", "offer", "answer", help=_TOLD),
    FormField(
        "offer.follow_up_months", "Follow-up", "offer", "answer-number", unit="months",
        help="No: none is planned.", low=0, high=1200,
    ),
    FormField(
        "offer.rehabilitation_included", "Rehabilitation included", "offer", "flag", options=options.FLAGS
    ),
    FormField("offer.price", "Price", "offer", "price", help="What it costs, and what that includes."),
    FormField("offer.complications_paid_by", "Complications paid by", "offer", "answer", help=_TOLD),
    FormField(
        "offer.claims", "Claims made", "offer", "choices", options=options.CLAIMS, none="none of these",
    ),
    FormField("offer.pressure_to_decide", "Pressed to decide", "offer", "flag", options=options.FLAGS),
    FormField("offer.stop_medicines", "Told to stop medicines", "offer", "flag", options=options.FLAGS),
    FormField(
        "offer.stop_rehabilitation", "Told to stop rehabilitation", "offer", "flag", options=options.FLAGS
    ),
)  # fmt: skip


def _detail(name: str, label: str) -> FormField:
    path = f"offer.product_details.{name}"
    return FormField(path, label, "product", "flag", options=options.FLAGS)


_PRODUCT = (
    _detail("donor_tests", "Donor tested"),
    FormField("offer.product_details.tissue", "Tissue", "product", "text", help="Where the cells come from."),
    _detail("passages_below_20", "Fewer than 20 passages"),
    FormField("offer.product_details.serum", "Serum", "product", "answer", help="Used to grow the cells."),
    FormField(
        "offer.product_details.fresh_or_thawed", "Fresh or thawed", "product", "choice",
        options=options.STATES,
    ),
    FormField(
        "offer.product_details.viability_percent", "Living cells", "product", "number", unit="%",
        low=0, high=100,
    ),
    _detail("sterility", "Sterility shown"),
    _detail("endotoxin", "Endotoxin tested"),
    _detail("mycoplasma", "Mycoplasma tested"),
    _detail("identity", "Identity shown"),
    _detail("potency", "Potency shown"),
    _detail("genetic_stability", "Genetic stability"),
    FormField(
        "offer.product_details.certificate_issuer", "Certificate from", "product", "answer", help=_TOLD
    ),
)  # fmt: skip
_TREATED = (
    FormField("treated", "Cells given before?", "treated", "presence", help="Anywhere, for any reason."),
    FormField("treated.product", "Product", "treated", "text", help="As it was called."),
    FormField("treated.route", "Way in", "treated", "choice", options=options.ROUTES),
    FormField("treated.sites", "Places", "treated", "text", help="Where on the body it was given."),
    FormField("treated.first_date", "First time", "treated", "date", help=DATE_HELP),
    FormField("treated.last_date", "Last time", "treated", "date", help=DATE_HELP),
    FormField("treated.doses", "Doses", "treated", "number", low=1, high=1000),
    FormField(
        "treated.symptoms", "Since then", "treated", "choices",
        help="New since the treatment.", options=options.SYMPTOMS, none="none of these",
    ),
)  # fmt: skip

OFFER_FORM: tuple[FormField, ...] = (*_OFFER, *_PRODUCT, *_TREATED)
