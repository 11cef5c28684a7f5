"""Inspecting a model folder: what it holds, from what, how good, and whether every file is what the manifest says."""

from pathlib import Path

from recommend.model_folder import LEG_FILES, ModelFolder


def inspect(path: Path) -> str:
    """Describe a model folder in a few lines; ModelError when it cannot be used at all."""
    folder = ModelFolder.open(path)
    folder.verify()
    manifest = folder.manifest
    total = sum(facts.size for facts in manifest.files.values())
    lines = [
        f"model {manifest.version}, format {manifest.format}, built at {manifest.built_at}",
        f"{manifest.titles:,} titles, {total / 1e6:.1f} MB, encoder {manifest.encoder[:12]}",
        "built from " + ", ".join(f"{source['file']} ({source['sha256'][:12]})" for source in manifest.sources),
        "packages " + ", ".join(f"{name} {version}" for name, version in manifest.packages.items()),
        "fields " + ", ".join(f"{name} {count / manifest.titles:.0%}" for name, count in manifest.fields.items()),
    ]
    lines += [f"licence {licence}" for licence in manifest.licences]
    lines += [f"trained {situation}: {_said(facts)}" for situation, facts in manifest.training.items()]
    lines += [f"quality {name}: {figure}" for name, figure in manifest.quality.items()]
    lines += ["", *(f"{facts.size:>12,}  {name}" for name, facts in manifest.files.items()), ""]
    lines += [f"leg {leg}: {folder.missing.get(leg, 'whole')}" for leg in LEG_FILES]
    return "\n".join(lines)


def _said(facts: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in facts.items())
