# The files as departments send them, made from the world's figures.
package Forms;
use strict;
use warnings;
use utf8;
use World;

my @COLUMNS = qw(region indicator period value unit status qualifier vintage caliber note);

sub write {
    my ($world) = @_;
    my %of;
    push @{$of{$_->{sender}}}, $_ for $world->figures;
    for my $owner (sort keys %of) {
        $world->table("incoming/$owner.csv", \@COLUMNS, $of{$owner}, plain => 1);
    }
    return;
}

1;
