# Three hosts on this one, each a network namespace with an address, a name and an sshd of its own; to be sourced.
#
#   hosts_can              can namespaces be made here?
#   hosts_up FOLDER        starts them: steel1 steel2 steel3; PARALLEL_SSH is how they are reached
#   hosts_start HOST       starts the sshd of a host (again)
#   hosts_kill HOST        all that runs there, as when its power fails
#   hosts_link HOST up|down
#   hosts_down             ends all, and takes the namespaces away

hosts_can() {
    ip netns add steel0 2>/dev/null && ip netns delete steel0
}

# A key of this trial alone, and nothing of the user's own.  An sshd that asks its client whether it lives lets go of
# what it started when the link is cut.
hosts_configure() {
    ssh-keygen -q -t ed25519 -N '' -f "$hosts/key" && ssh-keygen -q -t ed25519 -N '' -f "$hosts/host" || return
    cat >"$hosts/sshd" <<END
HostKey $hosts/host
AuthorizedKeysFile $hosts/key.pub
PidFile none
PermitRootLogin yes
StrictModes no
UsePAM no
ClientAliveInterval 2
MaxStartups 100
END
    cat >"$hosts/ssh" <<END
IdentityFile $hosts/key
IdentitiesOnly yes
UserKnownHostsFile /dev/null
StrictHostKeyChecking no
LogLevel ERROR
BatchMode yes
ConnectTimeout 3
ServerAliveInterval 1
ServerAliveCountMax 3
END
    local number
    for number in 1 2 3; do printf 'Host steel%d\n    HostName 10.77.0.1%d\n' $number $number; done >>"$hosts/ssh"
    export PARALLEL_SSH="ssh -F $hosts/ssh"
}

hosts_start() { # host
    ip netns exec "$1" unshare --uts sh -c "hostname $1 && exec $(command -v sshd) -D -f $hosts/sshd" >"$hosts/$1.said" 2>&1 &
    disown
}

hosts_kill() { # host
    # shellcheck disable=SC2046 # numbers
    kill -9 $(ip netns pids "$1") 2>/dev/null
}

hosts_link() { # host, up or down
    ip link set "to-$1" "$2"
}

hosts_up() {
    local number host i
    hosts=$1
    mkdir -p "$hosts" /run/sshd
    hosts_configure && ip link add steel type bridge && ip address add 10.77.0.1/24 dev steel && ip link set steel up || return
    for number in 1 2 3; do
        host=steel$number
        ip netns add $host && ip link add to-$host type veth peer name eth0 netns $host &&
            ip link set to-$host master steel up && ip -n $host address add 10.77.0.1$number/24 dev eth0 &&
            ip -n $host link set eth0 up && ip -n $host link set lo up || return
        hosts_start $host
    done
    for ((i = 0; i < 40; i++)); do
        if $PARALLEL_SSH steel1 true && $PARALLEL_SSH steel2 true && $PARALLEL_SSH steel3 true; then return; fi 2>/dev/null
        sleep 0.5
    done
    return 1
}

hosts_down() {
    local host
    for host in steel1 steel2 steel3; do
        hosts_kill $host
        ip netns delete $host
        ip link delete to-$host
    done 2>/dev/null
    ip link delete steel 2>/dev/null
}
