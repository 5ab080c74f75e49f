"""A JupyterHub for one class on one machine: each learner has a JupyterLab and a copy of the workbook.

    ./workbook lab --prepare
    .venv/bin/pip install -r docs/jupyterhub/requirements.txt
    npm install --global configurable-http-proxy
    WORKBOOK_CLASS_PASSWORD=… .venv/bin/jupyterhub -f docs/jupyterhub/jupyterhub_config.py

All learners share one account of the operating system here, so they can read each other's files: that is right for
a room full of people who learn together, and wrong for an exam. For accounts of their own take another spawner and
authenticator; everything below the line stays as it is.
"""

import json
import os
import shutil
import sys
from pathlib import Path

c = get_config()  # noqa: F821, JupyterHub gives it

CHECKOUT = Path(__file__).resolve().parents[2]
CLASS = Path(os.environ.get("WORKBOOK_CLASS_FOLDER", CHECKOUT / ".workbook" / "class"))
CLASS.mkdir(parents=True, exist_ok=True)

c.JupyterHub.bind_url = os.environ.get("WORKBOOK_CLASS_URL", "http://127.0.0.1:8000")
c.JupyterHub.cookie_secret_file = str(CLASS / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{CLASS / 'hub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(CLASS / "proxy.pid")

# Whoever knows the class's password chooses a name.
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["WORKBOOK_CLASS_PASSWORD"]
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(CLASS / "{username}")

# ---------------------------------------------------------------------------------------------------------------------

# What a learner works with. Solutions and known mistakes stay with the teacher.
LEARNERS_FOLDERS = ["scripts", "notebooks", "exercises", "stubs", "checks", "docs"]

# Enough for every lesson; a check has a JVM of its own, and ends with it.
KERNEL_HEAP = "-Xmx256m"


def make_copy(spawner):
    """Gives a learner the workbook, once: what they have done stays when the server starts again."""
    home = CLASS / spawner.user.name
    for name in LEARNERS_FOLDERS:
        if not (home / name).exists():
            shutil.copytree(CHECKOUT / name, home / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(CHECKOUT / "README.md", home)
    write_kernel_spec(home)


def write_kernel_spec(home):
    """The kernel of the checkout, told that the workbook is in the learner's folder."""
    shared = CHECKOUT / ".venv" / "share" / "jupyter" / "kernels" / "java"
    spec = json.loads((shared / "kernel.json").read_text())
    command = [word.replace("{resource_dir}", str(shared)) for word in spec["argv"]]
    command = [f"-Dworkbook.root={home}" if word.startswith("-Dworkbook.root=") else word for word in command]
    spec["argv"] = [command[0], KERNEL_HEAP, *command[1:]]
    own = home / ".workbook" / "share" / "kernels" / "java"
    own.mkdir(parents=True, exist_ok=True)
    (own / "kernel.json").write_text(json.dumps(spec, indent=1))


c.Spawner.pre_spawn_hook = make_copy
c.Spawner.cmd = [str(Path(sys.executable).parent / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab/tree/notebooks/p00_quick_start.ipynb"
c.Spawner.environment = {
    "JUPYTER_PATH": lambda spawner: str(CLASS / spawner.user.name / ".workbook" / "share"),
    "JUPYTER_CONFIG_DIR": lambda spawner: str(CLASS / spawner.user.name / ".workbook" / "jupyter"),
}
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
# At the beginning of a lesson all come at once: better that everybody waits than that some are turned away.
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 120

# A kernel that nobody uses for half an hour ends, and with it its memory.
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {"name": "idle-culler", "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=1800"]}
]
