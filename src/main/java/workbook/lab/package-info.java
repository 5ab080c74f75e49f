/// The Python side: the private virtual environment in `.venv`, the kernel spec, JupyterLab, and
/// the notebooks that jupytext makes from the scripts.
package workbook.lab;
