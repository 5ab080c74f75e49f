"""Runs a notebook on its kernel, without a browser, and prints what its cells gave, as JSON.

    python execute.py NOTEBOOK [KERNEL]

The notebook's file is not written. An error in a cell ends the run, unless the cell is tagged
raises-exception, and is a part of the answer: the exit code is 0.
"""

import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

SECONDS_FOR_A_CELL = 120
# On a busy machine another program can take a port between the moment Jupyter picks it and the
# moment the slow JVM binds it; the kernel then dies at its start. Once more is enough.
ATTEMPTS = 2


def execute(file, kernel):
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=SECONDS_FOR_A_CELL,
        startup_timeout=SECONDS_FOR_A_CELL,
        resources={"metadata": {"path": str(file.parent)}},
        # The kernel does not end by itself when it is asked to: Jupyter waits, then kills it.
        shutdown_kernel="immediate",
    )
    try:
        client.execute()
    except CellExecutionError:
        pass  # It stands in the outputs.
    return notebook


def first_success(file, kernel):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return execute(file, kernel)
        except (DeadKernelError, RuntimeError, TimeoutError):
            if attempt == ATTEMPTS:
                raise


def summary(cell):
    return {
        "source": cell.source,
        "executed": cell.execution_count is not None,
        "printed": "".join(o.text for o in cell.outputs if o.output_type == "stream"),
        "html": "".join(o.data.get("text/html", "") for o in cell.outputs if "data" in o),
        "text": "".join(o.data.get("text/plain", "") for o in cell.outputs if "data" in o),
        "error": next(
            (f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"), ""
        ),
    }


if __name__ == "__main__":
    notebook = first_success(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "java")
    cells = [summary(cell) for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    print(json.dumps(cells, ensure_ascii=False))
