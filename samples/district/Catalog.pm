# The catalogs, in the order in which one rests on the other.
package Catalog;
use strict;
use warnings;
use utf8;
use Figures;
use Indicators;
use Owners;
use Plans;
use Targets;
use World;

sub fill {
    my ($world) = @_;
    Owners::fill($world);
    Plans::add_plans($world);
    Indicators::fill($world);
    Figures::fill($world);
    Targets::fill($world);
    Plans::fill($world);
    return;
}

# When all others have added what they need.
sub write {
    my ($world) = @_;
    Owners::write_tables($world);
    Indicators::write_table($world);
    return;
}

1;
