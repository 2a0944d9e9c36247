"""tf.flags and tf.app.flags, which were absl.flags under another name."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M

SAFE = Applicability.SAFE
SOURCE = "TF 1.15 platform/flags.py: from absl.flags import *"

# The wrapper around the DEFINE functions takes these old names beside absl's.
_OLD_NAMES = (("flag_name", "name"), ("default_value", "default"), ("docstring", "help"))

_NAMES = """
    ArgumentParser ArgumentSerializer BaseListParser BooleanFlag BooleanParser CantOpenFlagFileError
    CsvListSerializer DEFINE DEFINE_alias DEFINE_bool DEFINE_enum DEFINE_enum_class DEFINE_flag
    DEFINE_float DEFINE_integer DEFINE_list DEFINE_multi DEFINE_multi_enum DEFINE_multi_enum_class
    DEFINE_multi_float DEFINE_multi_integer DEFINE_multi_string DEFINE_spaceseplist DEFINE_string
    DuplicateFlagError EnumClassFlag EnumClassListSerializer EnumClassParser EnumClassSerializer EnumFlag
    EnumParser Error FLAGS Flag FlagHolder FlagNameConflictsWithMethodError FlagValues FloatParser
    IllegalFlagValueError IntegerParser ListParser ListSerializer MultiEnumClassFlag MultiFlag
    UnparsedFlagAccessError UnrecognizedFlagError ValidationError WhitespaceSeparatedListParser
    adopt_module_key_flags declare_key_flag disclaim_key_flags doc_to_help flag_dict_to_args get_help_width
    mark_bool_flags_as_mutual_exclusive mark_flag_as_required mark_flags_as_mutual_exclusive
    mark_flags_as_required multi_flags_validator override_value register_multi_flags_validator
    register_validator set_default text_wrap validator
"""

ROWS = tuple(
    M(
        f"tf.flags.{name}",
        applicability=SAFE,
        source=SOURCE,
        native=f"absl.flags.{name}",
        exact=True,
        renamed=_OLD_NAMES if name.startswith("DEFINE_") else (),
    )
    for name in _NAMES.split()
)
