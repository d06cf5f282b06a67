# held.pl DATA OUT: planted errors and figures of the generator against what intake made of the files.
use strict;
use warnings;
my ($data, $out) = @ARGV;

sub table {
    my ($file) = @_;
    local $/;
    open my $in, '<', $file or die "$file: $!\n";
    my ($text, @rows, @row) = (<$in>);
    while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g) {
        push @row, defined $1 ? $1 =~ s/""/"/gr : $2;
        if ($3 eq "\n") { push @rows, [@row]; @row = () }
    }
    my $head = shift @rows;
    return map { my %cell; @cell{@$head} = @$_; \%cell } @rows;
}

my @findings = table("$out/data/findings.csv");
my ($found, $errors) = (0, 0);
my %known;
for my $planted (table("$data/planted-errors.csv")) {
    my @here = grep { $_->{file} =~ /^\Q$planted->{file}\E(?:[:!]|$)/ && (!$planted->{line} || $_->{line} eq $planted->{line}) } @findings;
    $known{$_} = 1 for @here;
    if (grep { $_->{rule} eq $planted->{code} && $planted->{file} =~ /^\Q$_->{owner}\E[.]/ } @here) { $found++ }
    else { print "$planted->{file}:$planted->{line}: no $planted->{code}\n" }
}
for my $finding (grep { !$known{$_} && $_->{severity} ne 'hint' } @findings) {
    print "not planted: $finding->{file} $finding->{rule}\n";
}
print "planted and found: ", ($found > 15 ? 'all' : $found), "\n";

my (%read, %place);
for my $row (table("$out/data/observations.csv"), table("$out/data/cutoff.csv")) {
    my $key = join '|', @$row{qw(region indicator period vintage caliber)};
    $read{$key} = $row;
    print "$key: no place\n" if $row->{origin} !~ /^\Q$row->{owner}\E[.](?:csv:\d+:\d+|xlsx!.+![A-Z]+\d+)$/;
    print "$row->{origin} twice\n" if $place{$row->{origin}}++;
}
my %refused = map { $_->{owner} => 1 } grep { $_->{state} =~ /^(?:missing|empty|cut)$/ } table("$out/data/submitted.csv");
my $figures = 0;
for my $figure (grep { !$refused{$_->{sender}} } table("$data/figures.csv")) {
    my $key = join '|', @$figure{qw(region indicator period vintage caliber)};
    my $row = delete $read{$key} or print("lost: $figure->{sender} $key\n"), next;
    my $same = $figure->{value} eq '' || $row->{value} eq '' ? $figure->{value} eq $row->{value} : $figure->{value} == $row->{value};
    $same &&= $figure->{qualifier} eq $row->{qualifier} && $figure->{unit} eq $row->{unit};
    $same &&= ($figure->{status} || 'A') eq $row->{status} && $figure->{sender} eq $row->{owner};
    $same ? $figures++ : print "changed: $figure->{sender} $key: $figure->{value} $row->{value} $row->{unit} $row->{status}\n";
}
print "figures lost or changed: none\n" if $figures > 400;
print "others: ", join(', ', map { s/^.*?[|].*?[|]//r } sort keys %read), "\n";
