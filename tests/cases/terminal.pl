# Runs a command of the shell with a terminal as its standard error, and prints what came there; standard
# output stays what it is.  The terminal has 80 columns.
#
#   perl ../../terminal.pl 'COMMAND'
use strict;
use warnings;
use Fcntl qw(O_RDWR O_NOCTTY);

# Of asm-generic/ioctls.h, as Linux has them on all machines that Debian calls amd64 and arm64.
my ($unlock, $number, $window) = (0x40045431, 0x80045430, 0x5414);
sysopen(my $terminal, '/dev/ptmx', O_RDWR | O_NOCTTY) or die "/dev/ptmx: $!\n";
my ($none, $which, $size) = (pack('i', 0), pack('i', 0), pack('S4', 24, 80, 0, 0));
ioctl($terminal, $unlock, $none) or die "unlocking: $!\n";
ioctl($terminal, $number, $which) or die "the number: $!\n";
sysopen(my $end, '/dev/pts/' . unpack('i', $which), O_RDWR | O_NOCTTY) or die "the terminal: $!\n";
ioctl($end, $window, $size) or die "its size: $!\n";
my $child = fork // die "fork: $!\n";
if (!$child) {
    open(STDIN, '<', '/dev/null');
    open(STDERR, '>&', $end);
    close $terminal;
    exec('bash', '-c', $ARGV[0]) or exit 99;
}
close $end;
# When the last writer is gone, reading fails.
my $shown = '';
while (sysread($terminal, my $piece, 4096)) { $shown .= $piece; }
waitpid $child, 0;
print $shown =~ s/\r\n/\n/gr;
print 'status ', $? >> 8, "\n";
