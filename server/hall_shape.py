"""Does what a hall's file says fit the set-up's structure? Every misfit at once, each with its path.

msgspec stops at the first misfit; here whatever does not fit is told and replaced by an empty value
of its kind, so that the rules can still be checked on the rest.
"""

import datetime as dt
from difflib import get_close_matches

from msgspec.inspect import (
    BoolType,
    IntType,
    LiteralType,
    NoneType,
    StrType,
    StructType,
    TupleType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from server.rules.setup import Setup
from server.rules.setup_finding import Finding, KeyPath, error

ABSENCE = frozenset({"missing_key", "expected_list"})


class Shaped:
    """`data` made fit for `Setup`, and what had to be said on the way."""

    def __init__(self, data: object) -> None:
        self.findings: list[Finding] = []
        self.data = self._fit(data, type_info(Setup), ())

    def lacks_a_list(self) -> bool:
        """Whether a whole part is missing: what hangs on it would only drown the cause."""
        return any(len(found.path) == 1 and found.code in ABSENCE for found in self.findings)

    def _fit(self, value: object, kind: Type, path: KeyPath) -> object:
        match kind:
            case StructType():
                return self._table(value, kind, path)
            case VarTupleType():
                return self._list(value, kind, path)
            case TupleType():
                return self._several(value, kind, path)
            case LiteralType():
                return self._choice(value, kind, path)
            case UnionType():
                return self._fit(value, _not_none(kind), path)
            case _:
                return self._plain(value, kind, path)

    def _misfit(self, code: str, kind: Type, path: KeyPath, **values: str | int) -> object:
        self.findings.append(error(code, *path, key=_last_key(path), **values))
        return _empty(kind)

    def _table(self, value: object, kind: StructType, path: KeyPath) -> object:
        if not isinstance(value, dict):
            return self._misfit("expected_table", kind, path)
        fields = {field.encode_name: field for field in kind.fields}
        for key in [key for key in value if key not in fields]:
            self._unknown(key, list(fields), path)
        for name, field in fields.items():
            if field.required and name not in value:
                self.findings.append(error("missing_key", *path, name, key=name))
        return {
            name: self._fit(value[name], field.type, (*path, name)) if name in value else _empty(field.type)
            for name, field in fields.items()
            if name in value or field.required
        }

    def _unknown(self, key: str, known: list[str], path: KeyPath) -> None:
        near = get_close_matches(key, known, n=1)
        if near:
            self.findings.append(error("unknown_key_near", *path, key, key=key, near=near[0]))
        else:
            self.findings.append(error("unknown_key", *path, key, key=key))

    def _list(self, value: object, kind: VarTupleType, path: KeyPath) -> object:
        if not isinstance(value, list):
            return self._misfit("expected_list", kind, path)
        return [self._fit(item, kind.item_type, (*path, n)) for n, item in enumerate(value)]

    def _several(self, value: object, kind: TupleType, path: KeyPath) -> object:
        if not isinstance(value, list) or len(value) != len(kind.item_types):
            return self._misfit("expected_several", kind, path, count=len(kind.item_types))
        items = zip(value, kind.item_types, strict=True)
        return [self._fit(item, of, (*path, n)) for n, (item, of) in enumerate(items)]

    def _choice(self, value: object, kind: LiteralType, path: KeyPath) -> object:
        if value in kind.values:
            return value
        choices = ", ".join(str(choice) for choice in kind.values)
        return self._misfit("expected_choice", kind, path, value=str(value), choices=choices)

    def _plain(self, value: object, kind: Type, path: KeyPath) -> object:
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            value = value.isoformat()  # TOML has dates of its own; 2026-10-01 needs no quotes
        code, of = _PLAIN[type(kind)]
        return value if type(value) is of else self._misfit(code, kind, path)


_PLAIN: dict[type[Type], tuple[str, type]] = {
    StrType: ("expected_text", str),
    IntType: ("expected_whole_number", int),
    BoolType: ("expected_flag", bool),
}


def _not_none(kind: UnionType) -> Type:
    """The one kind that an optional field has; TOML cannot say none."""
    return next(of for of in kind.types if not isinstance(of, NoneType))


def _empty(kind: Type) -> object:
    match kind:
        case StructType():
            return {field.encode_name: _empty(field.type) for field in kind.fields if field.required}
        case VarTupleType():
            return []
        case TupleType():
            return [_empty(of) for of in kind.item_types]
        case LiteralType():
            return kind.values[0]
        case UnionType():
            return None
        case _:
            return _PLAIN[type(kind)][1]()


def _last_key(path: KeyPath) -> str:
    """The last key with its positions, counted from 1 as people do: `sessions[1]`."""
    written = ""
    for step in reversed(path):
        if isinstance(step, str):
            return step + written
        written = f"[{step + 1}]{written}"
    return written
