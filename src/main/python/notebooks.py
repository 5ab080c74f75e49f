"""Makes notebooks/<slug>.ipynb from scripts/<slug>.java, cell for cell.

    python notebooks.py write ROOT    makes those that are out of date, and prints their slugs
    python notebooks.py check ROOT    prints the slugs of those that are out of date

The same script always gives the same bytes, whatever the version of jupytext.
"""

import hashlib
import re
import sys
from pathlib import Path

import jupytext
import nbformat

LESSON = re.compile(r"p\d\dc?_[a-z0-9_]+")
FIRST_CELL = re.compile(r"^// %%", re.MULTILINE)
METADATA = {
    "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
    "language_info": {"name": "java"},
}


def refuse(script, reason):
    sys.exit(f"{script.name}: {reason}")


def notebook_of(script):
    """Everything before the first cell is for JBang; main() is for those who run the script."""
    source = script.read_text(encoding="utf-8")
    start = FIRST_CELL.search(source)
    if not start:
        refuse(script, "a lesson needs cells, and no line begins with '// %%'")
    read = jupytext.reads(source[start.start():], fmt="java:percent")
    notebook = nbformat.v4.new_notebook(metadata=METADATA)
    # Fixed, so that a newer nbformat does not change every notebook.
    notebook.nbformat_minor = 5
    seen = {}
    for cell in read.cells:
        if "active-java" not in tags_of(cell) and cell.source.strip():
            refuse_cut_tables(script, cell)
            notebook.cells.append(clean(cell, script.stem, seen))
    return notebook


def refuse_cut_tables(script, cell):
    """The formatter breaks a comment after 100 columns, and with it the row of a table."""
    for line in cell.source.splitlines() if cell.cell_type == "markdown" else []:
        if line.startswith("|") and not line.rstrip().endswith("|"):
            refuse(script, f"the row of a table is cut, shorten it to one line: {line}")


def tags_of(cell):
    return cell.metadata.get("tags", [])


def clean(cell, slug, seen):
    """Gives a cell an id that depends on its own text only, so that a new cell changes no other."""
    digest = hashlib.sha256(f"{slug} {cell.cell_type} {cell.source}".encode()).hexdigest()[:8]
    seen[digest] = seen.get(digest, 0) + 1
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }[cell.cell_type]
    made = make(cell.source, id=digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    if tags_of(cell):
        made.metadata["tags"] = tags_of(cell)
    return made


def text_of(notebook):
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def essence(notebook):
    """What is made from the script, without what running and saving a notebook adds."""
    cells = [(cell.cell_type, cell.source, tags_of(cell)) for cell in notebook.cells]
    return cells, notebook.metadata.get("kernelspec", {}).get("name")


def is_out_of_date(file, notebook):
    try:
        there = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError):
        return True  # Missing, half written, or no notebook at all.
    return essence(there) != essence(notebook)


def main(action, root):
    scripts = {
        script.stem: script
        for script in sorted((root / "scripts").glob("*.java"))
        if LESSON.fullmatch(script.stem)
    }
    folder = root / "notebooks"
    for slug, script in scripts.items():
        notebook = notebook_of(script)
        file = folder / f"{slug}.ipynb"
        if action == "write":
            text = text_of(notebook)
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                folder.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
                print(slug)
        elif is_out_of_date(file, notebook):
            print(slug)
    for file in sorted(folder.glob("*.ipynb")):
        if LESSON.fullmatch(file.stem) and file.stem not in scripts:
            if action == "write":
                file.unlink()
            print(file.stem)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
