#!/usr/bin/env bash
# A class graded by a Slurm array, a part for each task; then the parts joined.
#
#   sbatch --array=1-20 docs/grading/slurm.sh submissions/ graded/
#   ./workbook grade merge graded/part-*/ --out report/        when the array has ended
#
# Start ./workbook doctor once before, on the node with the shared folder: it builds the command line that all tasks
# use. A task that failed or was preempted goes on where it was: PARTS=20 sbatch --array=7 with the same arguments.
#SBATCH --job-name=grade
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=02:00:00
#SBATCH --requeue
set -euo pipefail
submissions=${1:?the folder or file that the class handed in}
parts=${2:?the folder for the graded parts}
number=$SLURM_ARRAY_TASK_ID
# When one task is repeated, the class still has as many parts as at first: PARTS=20 sbatch --array=7 …
count=${PARTS:-$SLURM_ARRAY_TASK_MAX}
cd "${SLURM_SUBMIT_DIR:-.}"
exec ./workbook grade "$submissions" --out "$parts/part-$number" --shard "$number/$count" --workers "${SLURM_CPUS_PER_TASK:-2}"
