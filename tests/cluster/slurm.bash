# Three nodes of Slurm on this host, each a slurmd with a port of its own; to be sourced.
#
#   slurm_up FOLDER        starts all; what they write stands in FOLDER.  Fails where they do not come up
#   slurm_control          starts the controller (again)
#   slurm_node NODE        starts a node (again): n1, n2 or n3
#   slurm_kill NODE        the daemon of a node and all that runs there, as when its power fails; or of control
#   slurm_step NODE        the step that runs there alone, as when memory is short
#   slurm_mend             what an administrator does whose controller was killed: takes drained nodes back, and lets go
#                          what is held
#   slurm_down             ends all

# Without munge: auth/none believes whoever asks, which is for a trial on one host alone.  A job whose node died waits
# for cred_expire, two minutes unless told, before it is started elsewhere.
slurm_configure() {
    cat >"$slurm/slurm.conf" <<END
ClusterName=trial
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=27817
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
SlurmUser=root
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/%n/slurmd.pid
SlurmdSpoolDir=$slurm/%n
StateSaveLocation=$slurm/state
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/%n/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=6
MpiDefault=none
NodeName=n[1-3] NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=[27818-27820] CPUs=1 RealMemory=500
PartitionName=all Nodes=n[1-3] Default=YES MaxTime=30 State=UP
END
    # Which cgroups there are is not looked for, since a container may have none.
    echo CgroupPlugin=cgroup/v1 >"$slurm/cgroup.conf"
}

slurm_control() {
    TRIAL_NODE=control slurmctld -D >"$slurm/control.said" 2>&1 &
    disown
}

slurm_node() { # node
    TRIAL_NODE=$1 slurmd -D -N "$1" >"$slurm/$1.said" 2>&1 &
    disown
}

# What runs on a node: its daemon and the steps, told by what they were started with, and the keepers of the steps, which
# show nothing of that but are their parents.
slurm_pids() { # node
    local pid parent
    grep -lzx "SLURM_CONF=$slurm/slurm.conf" /proc/[0-9]*/environ 2>/dev/null |
        xargs -r grep -lzxE "(TRIAL_NODE|SLURMD_NODENAME)=$1" 2>/dev/null | cut -d / -f 3 |
        while read -r pid; do
            echo "$pid"
            read -r _ _ _ parent _ <"/proc/$pid/stat" && grep -qs '^slurmstepd' "/proc/$parent/comm" && echo "$parent"
        done 2>/dev/null
}

# All stop before any is killed: else the keeper of a step still tells how the step died, which a dead node does not.
slurm_kill() { # node, or control
    local pids
    mapfile -t pids < <(slurm_pids "$1")
    kill -STOP "${pids[@]}" 2>/dev/null
    kill -KILL "${pids[@]}" 2>/dev/null
}

slurm_step() { # node
    # shellcheck disable=SC2046 # numbers
    kill -9 $(grep -lzx "SLURMD_NODENAME=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3) 2>/dev/null
}

# A controller that was killed knows what it had written down up to five seconds before.  It then starts steps anew that
# still run on a node, drains the node for it ("Duplicate jobid"), and holds what it requeues.
slurm_mend() {
    local job
    if [[ $(sinfo -h -t drain) ]]; then scontrol update nodename=n1,n2,n3 state=resume; fi
    for job in $(squeue -h -t PD -o '%A %r' | grep -i held | cut -d ' ' -f 1 | sort -u); do scontrol release "$job"; done
}

slurm_up() {
    local node i
    slurm=$1
    mkdir -p "$slurm"/{state,n1,n2,n3}
    slurm_configure
    export SLURM_CONF=$slurm/slurm.conf
    slurm_control
    for node in n1 n2 n3; do slurm_node $node; done
    for ((i = 0; i < 60; i++)); do
        if [[ $(slurm_pids control) ]] && (($(sinfo -h -N -t idle 2>/dev/null | wc -l) == 3)); then return; fi
        sleep 0.5
    done
    return 1
}

slurm_down() {
    local node
    for node in control n1 n2 n3; do slurm_kill $node; done
}
