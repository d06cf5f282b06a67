# What the plan is carried by, and what is said of it: tasks, links, ledger, survey, words.
package Objects;
use strict;
use warnings;
use utf8;

sub write {
    my ($world) = @_;
    return;
}

1;
