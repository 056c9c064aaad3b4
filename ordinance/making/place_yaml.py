"""A place with its choices as a YAML file that the command takes: `ordinance draft ./beacon.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from ordinance.library.place_model import Place
from ordinance.library.wording_model import Wording


def with_choices(
    place: Place, package: str | None, choose: Mapping[str, str], leave_out: Sequence[str], wording: Sequence[Wording] = ()
) -> Place:
    """Return a place that has chosen: what is chosen comes before what its own file chose."""
    own = place.choices
    variants = {**own.variants, **choose}
    include = tuple(dict.fromkeys((*own.include, *choose)))
    out = tuple(dict.fromkeys((*(name for name in own.leave_out if name not in choose), *leave_out)))
    kept = tuple(name for name in include if name not in out)
    choices = replace(own, package=package or own.package, variants=variants, include=kept, leave_out=out)
    return replace(place, choices=choices, wording=(*place.wording, *wording))


def place_yaml(place: Place, lines: Sequence[str] = ()) -> bytes:
    """Return a place as a YAML file, without what is as a file without it has; `lines` stand at its head as remarks."""
    import yaml

    text = yaml.safe_dump(_plain(place), sort_keys=False, allow_unicode=True, width=120, default_flow_style=False)
    return "".join((*(f"# {line}\n" for line in lines), text)).encode()


def _plain(value: Any) -> Any:
    """Return a record as plain data; fields that are as they are by default fall away."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(value)
        return {one.encode_name: _plain(getattr(value, one.name)) for one in fields if not _usual(one, getattr(value, one.name))}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def _usual(field: msgspec.structs.FieldInfo, value: Any) -> bool:
    if field.default is not msgspec.NODEFAULT:
        return bool(field.default == value)
    return field.default_factory is not msgspec.NODEFAULT and bool(field.default_factory() == value)
