"""The ends of the scales and entries that the case document takes; no rule, no band, no conversion."""

from types import MappingProxyType

# Item maxima: evidence/scales.yaml, nihss.items; they add up to 42. Policy section 2 counts an untestable
# item as 0 to its maximum.
NIHSS_ITEM_MAXIMA = MappingProxyType(
    {
        "1a": 3,
        "1b": 2,
        "1c": 2,
        "2": 2,
        "3": 3,
        "4": 3,
        "5a": 4,
        "5b": 4,
        "6a": 4,
        "6b": 4,
        "7": 2,
        "8": 2,
        "9": 3,
        "10": 2,
        "11": 2,
    }
)
# scales.yaml: UN is written on the limb items (amputation, joint fusion) and on dysarthria (intubation);
# item 7 stays undecided there and is accepted, because a limb that cannot move cannot be tested for ataxia.
UNTESTABLE_ITEMS = frozenset({"5a", "5b", "6a", "6b", "7", "10"})
NIHSS_TOTAL = (0, 42)

MRS = (0, 5)
BARTHEL = (0, 100)
BARTHEL_STEP = 5
ASPECTS = (0, 10)
AGE_YEARS = (0, 120)

# Limits of what can be measured, to catch slips of unit: larger than any brain or skull.
VOLUME_ML = (0.0, 2000.0)
DIAMETER_MM = (0.0, 250.0)
