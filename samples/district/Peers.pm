package Peers;
use strict; use warnings; use utf8;
sub fill { return }
1;
