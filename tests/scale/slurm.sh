#!/usr/bin/env bash
# slurm.sh [PROGRAM]: analyzes an archive on a Slurm cluster, with map and reduce as real jobs. Starts a cluster of one
# node on this machine, analyzes each sample capture in a task of an array job (one task is requeued halfway, one has a
# capture that does not exist), merges the partial results in a job that depends on them, and compares the report with
# that of a single run. Needs root; installs Slurm if it is missing. Stops the daemons it started.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-build/release/dnsferret}")
[ "$(id -u)" -eq 0 ] || { echo "slurm.sh: has to run as root (slurmd)" >&2; exit 2; }
.ci/deps scale

dir=$(mktemp -d "${TMPDIR:-/tmp}/slurm.XXXXXX")
chmod 755 "$dir"
host=$(hostname -s)
own_munged=
cleanup() {
	for daemon in d ctld; do
		[ ! -s "$dir/$daemon.pid" ] || kill "$(cat "$dir/$daemon.pid")" 2>/dev/null || true
	done
	[ -z "$own_munged" ] || kill "$(cat /run/munge/munged.pid)" 2>/dev/null || true
	sleep 1
	rm -rf "$dir"
}
trap cleanup EXIT

if ! munge -n >/dev/null 2>&1; then
	install -d -o munge -g munge /run/munge
	setpriv --reuid munge --regid munge --clear-groups munged
	own_munged=yes
fi
mkdir -p "$dir/state" "$dir/spool" "$dir/parts"
cat >"$dir/slurm.conf" <<EOF
ClusterName=scale
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/ctld.pid
SlurmdPidFile=$dir/d.pid
SlurmctldLogFile=$dir/ctld.log
SlurmdLogFile=$dir/d.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=p Nodes=$host Default=YES MaxTime=INFINITE State=UP
EOF
export SLURM_CONF=$dir/slurm.conf
slurmctld -c
slurmd -c
for _ in $(seq 30); do
	[ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && break
	sleep 1
done
[ "$(sinfo -h -o %t)" = idle ] || { echo "slurm.sh: the node does not start" >&2; tail "$dir"/*.log >&2; exit 1; }

# The captures, one per line; number 3 does not exist.
find "$PWD/samples" -name '*.pcap*' -size +29k | LC_ALL=C sort >"$dir/captures"
sed -i "2a$dir/lost.pcap" "$dir/captures"
count=$(wc -l <"$dir/captures")

cat >"$dir/map.sh" <<EOF
#!/bin/bash
#SBATCH --requeue --output=$dir/map-%a.log
capture=\$(sed -n "\${SLURM_ARRAY_TASK_ID}p" $dir/captures)
# As if a node had failed during task 2: it is started again.
if [ "\$SLURM_ARRAY_TASK_ID" = 2 ] && [ "\${SLURM_RESTART_COUNT:-0}" = 0 ]; then
	echo begun >>$dir/attempts
	scontrol requeue \$SLURM_JOB_ID
	sleep 60
fi
[ "\$SLURM_ARRAY_TASK_ID" != 2 ] || echo again >>$dir/attempts
$program -q --force --partial $dir/parts/\$SLURM_ARRAY_TASK_ID.dfp "\$capture"
EOF
cat >"$dir/reduce.sh" <<EOF
#!/bin/bash
#SBATCH --output=$dir/reduce.log
$program merge -q --force -o $dir/merged.json $dir/parts/*.dfp
EOF

map=$(sbatch --parsable --array="1-$count" "$dir/map.sh")
sbatch --wait --dependency="afterany:$map" "$dir/reduce.sh" >/dev/null ||
	{ echo "slurm.sh: the reduce job failed" >&2; cat "$dir/reduce.log" >&2; exit 1; }

"$program" -q -f json $(grep -v lost "$dir/captures") >"$dir/single.json"
passed=0 failed=0
# that WHAT COMMAND...: a test that passes if the command succeeds.
that() {
	local what=$1
	shift
	if "$@" >/dev/null; then
		passed=$((passed + 1))
		echo "ok - slurm: $what"
	else
		failed=$((failed + 1))
		echo "not ok - slurm: $what"
	fi
}
without_argv() { jq 'del(.run.argv)' "$1"; }
same() { [ "$(without_argv "$dir/merged.json")" = "$(without_argv "$dir/single.json")" ]; }
that "the report equals that of a single run" same
that "$((count - 1)) partial results of $count tasks" [ "$(find "$dir/parts" -name '*.dfp' | wc -l)" -eq $((count - 1)) ]
that "the requeued task ran twice" [ "$(paste -sd, "$dir/attempts")" = begun,again ]
that "the task with a missing capture reported it" grep -q 'lost.pcap: No such file' "$dir/map-3.log"
that "there are findings" jq -e '.findings | length > 5' "$dir/merged.json"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
