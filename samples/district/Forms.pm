# The files as departments send them: the world's figures in the forms, and with the slips, that offices have.
package Forms;
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Layouts;
use Slips;
use Workbook;
use World;

# role | how the figures are laid out | what the file is | what else it has.  A word of the last column:
# notes: marks that a footnote explains; total: a total that is none of the figures; wide: full-width digits;
# merged: heads over several columns; line: the unit stands above the table.
my $SENDERS = <<'END';
drc       |down   |plain  |
stats     |long   |bom    |
finance   |months |gb18030|total line
sci       |across |xlsx   |merged
industry  |across |bom    |notes
commerce  |months |plain  |total
hr        |months |xlsx   |merged total places
edu       |across |xlsx   |total
health    |across |xlsx   |merged
agri      |long   |gb18030|
water     |across |plain  |notes wide
housing   |across |gb18030|total wan
planning  |long   |plain  |notes
emergency |long   |plain  |notes
market    |down   |bom    |
survey    |down   |xlsx   |notes
civil     |down   |plain  |wide
env       |down   |plain  |
END

# Which may change places in other seeds: those of one row have the same layout, and any of their forms suits all.
my @ALIKE = (
    [[qw(stats agri planning emergency)], 'file'],
    [[qw(drc market civil)],              'file'],
    [[qw(industry water housing)],        'file'],
);

sub write {
    my ($world) = @_;
    my $senders = senders($world);
    my %of;
    push @{$of{$_->{sender}}}, $_ for $world->figures;
    my (@options, @corrections);
    for my $role (sort { $world->code($a) cmp $world->code($b) } keys %$senders) {
        my $sender = {%{$senders->{$role}}, owner => $world->code($role), role => $role};
        my @figures = grep { $_->{period} ne '' } @{$of{$sender->{owner}} || []};
        next if !@figures;
        my $page = Layouts::page($world, $sender, \@figures);
        Slips::plant($world, $page);
        push @corrections, Slips::corrections($world, $page);
        push @options, map { {owner => $sender->{owner}, option => $_} } @{$page->{options}};
        $world->table("catalog/mappings/$sender->{owner}.csv", [qw(what from to)], $page->{mapping}, plain => 1)
            if @{$page->{mapping}};
        keep($world, "incoming/$page->{file}", $page);
        draft($world, $page) if $role eq 'sci' && !$world->without('T30');
    }
    $world->table('catalog/options.csv', [qw(owner option)], \@options);
    $world->table('catalog/corrections.csv', [qw(owner cell was is reason by date)], \@corrections);
    broken($world);
    return;
}

sub senders {
    my ($world) = @_;
    my %sender;
    for my $line (split /\n/, $SENDERS) {
        my ($role, $layout, $file, $words) = map { s/^ +| +$//gr } split /\|/, $line, -1;
        $sender{$role} = {layout => $layout, file => $file, map { $_ => 1 } split / /, $words};
    }
    for my $alike (@ALIKE) {
        my ($roles, $what) = @$alike;
        my @dealt = $world->shuffled("forms of $roles->[0]", map { $sender{$_}{$what} } @$roles);
        $sender{$_}{$what} = shift @dealt for @$roles;
    }
    return \%sender;
}

# ---- Bytes ----

sub keep {
    my ($world, $path, $page) = @_;
    return $world->text($path, file_bytes($page));
}

sub file_bytes {
    my ($page) = @_;
    if ($page->{sender}{file} eq 'xlsx') {
        my @rows = map { [map { booked($_) } @$_] } @{$page->{rows}};
        return Workbook::bytes(name => $page->{sheet}, rows => \@rows, merges => $page->{merges},
            hidden => $page->{hidden});
    }
    my $text = join '', map { csv_line($_) } @{$page->{rows}};
    return $page->{sender}{file} eq 'gb18030' ? encode('cp936', $text, Encode::FB_CROAK)
        : $page->{sender}{file} eq 'bom' ? encode('UTF-8', "\x{FEFF}$text")
        :                                  encode('UTF-8', $text);
}

sub booked {
    my ($cell) = @_;
    return $cell if !ref $cell;
    my $text = $cell->{text};
    return $text if $cell->{typed} || $text !~ /^-?\d+(?:\.(\d+))?$/;
    my $format = length($1 // '') ? '0.' . '0' x length $1 : '0';
    return {number => $text, format => $format};
}

sub csv_line {
    my ($row) = @_;
    my @cells = map { ref $_ ? $_->{text} : $_ // '' } @$row;
    return join(',', map { World::quoted($_) } @cells) . "\r\n";
}

# ---- The draft's file, and those that nobody can read ----

# T30: what stood there when the first draft was made.
sub draft {
    my ($world, $page) = @_;
    my ($cell) = grep { ref $_ && $_->{figure} && $_->{figure}{indicator} eq $world->code('hitech') &&
            $_->{figure}{period} eq '2022' } map { @$_ } @{$page->{rows}};
    my $now = $cell->{text};
    $cell->{text} = $world->kept('draft', 'I12');
    keep($world, "earlier/draft/incoming/$page->{file}", $page);
    $world->truth(fact => 'T30', file => 'data/revisions.csv', key => 'indicator=' . $world->code('hitech') .
            ';period=2022', column => 'before', expected => $cell->{text}, tolerance => 0);
    $cell->{text} = $now;
    return;
}

# One file of no byte, and one that was cut off within a character.
sub broken {
    my ($world) = @_;
    my ($empty, $cut) = map { $world->code($_) } qw(culture transport);
    $world->text("incoming/$empty.csv", '');
    $world->planted(file => "$empty.csv", line => '', column => '', kind => 'empty', code => 'empty-input');
    my @rows = (['公共交通运行情况'], ['单位：万人次'], ['年份', map { "${_}月" } 1 .. 12]);
    my $draw = $world->stream('buses');
    push @rows, [$_ . '年', map { $draw->int(60, 99) . '.' . $draw->int(0, 9) } 1 .. 12] for 2019 .. 2022;
    push @rows, ['说明：包括城乡公交和水上巴士'];
    my $whole = encode('UTF-8', "\x{FEFF}" . join '', map { csv_line($_) } @rows);
    my $bytes = substr $whole, 0, length(encode('UTF-8', "\x{FEFF}" . join '', map { csv_line($_) } @rows[0 .. 6])) + 4;
    $world->text("incoming/$cut.csv", $bytes);
    $world->planted(file => "$cut.csv", line => 8, column => '', kind => 'cut', code => 'encoding');
    return;
}

1;
