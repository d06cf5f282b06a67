#!/usr/bin/perl
# Holds validate against a folder of conformance cases of other people: what is found, and
# where; tests/casefolder runs it.
#
#   tests/casefolder_validate.pl [-v] [-k KIND]... FOLDER
#
# FOLDER/manifest.csv is as casefolder.pl has it.  Kinds: structure, table-schema, check,
# lint.  The findings that validate writes are put into the words of the cases (type, row
# with the header as 1, field), checks of other programs are put into rules of ours, and
# the lists are compared in their order.  Each case is
#
#   right     the verdict and every place are the same
#   argued    the verdict is the same and the places are not, or the verdict is another
#             one, for a reason that doc/decisions/0028 gives; -v shows which
#   wrong     another verdict or other places for no reason
#
# One line a kind; status 1 when anything is wrong.
use strict;
use warnings;
use utf8;
use FindBin;
use JSON::PP;
use lib $FindBin::Bin;
use Casefolder qw(begin cells delimiter slurp slurp_any table);

binmode STDOUT, ':utf8';
my $run = begin();
my ($folder, $scratch) = @$run{qw(folder scratch)};

# ---- their checks as our rules ----

my %note;                 # why a case is not compared in full

sub text { my ($t) = @_; return "'" . $t =~ s/'/''/gr . "'" }
sub name { my ($n) = @_; return "`$n`" }

# Rows of a rules file for a check: kind, expr.  None: the product has no such rule.
my %check = (
    'row-constraint' => sub { return ['row', $_[0]{formula} =~ s/==/=/gr] },
    'duplicate-row' => sub { return ['key', '*'] },
    'sequential-value' => sub { return ['numbered', "column=$_[0]{fieldName}"] },
    'truncated-value' => sub { return ['truncated', ''] },
    'forbidden-value' => sub {
        return ['row', name($_[0]{fieldName}) . ' not in (' . join(', ', map { text($_) } @{$_[0]{values}}) . ')'];
    },
    'required-value' => sub { my $c = shift; return map { ['exists', name($c->{fieldName}) . ' = ' . text($_)] } @{$c->{values}} },
    'ascii-value' => sub { my ($c, @names) = @_; return map { ['row', name($_) . " !~ '[^\\x00-\\x7f]'"] } @names },
    'table-dimensions' => sub {
        my %own = (numRows => 'rows', minRows => 'min_rows', maxRows => 'max_rows',
                   numFields => 'columns', minFields => 'min_columns', maxFields => 'max_columns');
        return ['dimensions', join ' ', map { "$own{$_}=$_[0]{$_}" } grep { exists $_[0]{$_} } sort keys %own];
    },
);

# ---- our findings in their words ----

my %header_type = ('header-missing' => 'missing-label', 'header-extra' => 'extra-label', 'header-order' => 'incorrect-label',
                   'header-unmatched' => 'unmatched-header', 'header-double' => 'duplicate-label', 'header-empty' => 'blank-label');
my %record_type = ('type' => 'type-error', 'unique' => 'unique-error', 'primaryKey' => 'primary-key', 'uniqueKeys' => 'unique-error',
                   'foreignKeys' => 'foreign-key', 'blank-record' => 'blank-row');

# What ends a run, or is wrong with what was asked, has no record.
my %run_type = ('csv-utf8' => 'encoding-error', 'encoding' => 'encoding-error', 'empty-input' => 'source-error', 'csv-quote' => 'source-error',
                'csv-nul' => 'source-error', 'csv-cr' => 'source-error', 'not-csv' => 'format-error', 'open' => 'scheme-error',
                'rules' => 'check-error', 'expression' => 'check-error', 'pattern' => 'check-error', 'json' => 'schema-error');

# One finding is several of theirs where a record lacks cells.  `schema` has the names of the
# fields, `exact` that their order binds.
sub translate {
    my ($finding, $names, $checks, $schema, $exact) = @_;
    my ($rule, $message) = @$finding{qw(rule message)};
    my %at = ((map { $schema->[$_] => $_ + 1 } reverse 0 .. $#$schema), map { $names->[$_] => $_ + 1 } reverse 0 .. $#$names);
    my $field = $at{$finding->{column} // ''} // ($finding->{column} =~ /^\d+$/ ? $finding->{column} : undef);
    my $row = $finding->{record} ? $finding->{record} + 1 : undef;
    if ($row && $header_type{$rule}) {
        return { type => $header_type{$rule} =~ s/label/cell/r, row => $row, field => $field };
    }
    if ($header_type{$rule}) {
        my ($number) = $message =~ /column (\d+)/;
        ($number) = $message =~ /columns \d+ and (\d+)/ if $rule eq 'header-double';
        $number = $rule eq 'header-missing' ? @$names + 1 : $number;
        return { type => $header_type{$rule}, field => $number // $field };
    }
    if ($rule eq 'csv-ragged' && $message =~ /^(\d+) fields?; expected (\d+)/) {
        my ($found, $want) = ($1, $exact && @$schema ? scalar @$schema : $2);
        return map { { type => 'missing-cell', row => $row, field => $_ } } $found + 1 .. $want if $found < $want;
        return map { { type => 'extra-cell', row => $row, field => $_ } } $want + 1 .. $found;
    }
    return { type => $run_type{$rule} } if $run_type{$rule};
    return { type => $checks->{$rule}, row => $row, field => $checks->{$rule} =~ /^row-|^duplicate-/ ? undef : $field } if $checks->{$rule};
    return { type => $record_type{$rule}, row => $row, field => $rule =~ /^(type|unique)$/ ? $field : undef } if $record_type{$rule};
    return if $finding->{severity} ne 'error';
    return { type => 'constraint-error', row => $row, field => $field };
}

# Several fields without a column are numbered on, behind the last column.
sub number_missing {
    my ($next, @found) = @_;
    for my $error (@found) {
        $error->{field} = $next++ if $error->{type} eq 'missing-label';
    }
    return @found;
}

# In the order of the table: what needs all records comes last in ours.
sub in_order {
    my $table = 1e12;
    my @key = map { $_->{type} =~ /-label$|-header$/ ? 0 : $_->{row} // $table } @_;
    return map { $_[$_] } sort { $key[$a] <=> $key[$b] || $a <=> $b } 0 .. $#_;
}

# The schema of a case, with what its detector adds: schemaSync is fieldsMatch partial, unless
# the schema has its own; schemaPatch is laid over it, or over one without types.
sub schema_of {
    my ($case, @names) = @_;
    my $detector = $case->{options}{detector};
    return ($case->{schema}, $case->{schema} ? decode_json(slurp($case->{schema})) : {}) unless $detector;
    my $schema = $case->{schema} ? decode_json(slurp($case->{schema})) : { fields => [map { { name => $_, type => 'any' } } @names] };
    $schema->{fieldsMatch} //= 'partial' if $detector->{schemaSync};
    my %patch = %{$detector->{schemaPatch} // {}};
    my $fields = delete $patch{fields} // {};
    @$schema{keys %patch} = values %patch;
    $_ = { %$_, %{$fields->{$_->{name}} // {}} } for @{$schema->{fields}};
    open my $out, '>', "$scratch/schema.json" or die;
    print $out encode_json($schema);
    close $out;
    return ("$scratch/schema.json", $schema);
}

# Runs validate; its status, findings in their words, and the last line that it told.
sub findings {
    my ($case, @rules) = @_;
    my $options = $case->{options};
    my ($header) = cells(slurp_any($case->{input}), delimiter($case));
    my @names = map { my $n = $_ // ''; utf8::decode($n); $n } @{$header // []};
    my ($schema_file, $schema) = schema_of($case, @names);
    my @fields = map { $_->{name} // '' } @{$schema->{fields} // []};
    my $exact = ($schema->{fieldsMatch} // 'exact') eq 'exact';
    my ($n, %checks, @lines) = (0);
    for my $rule (@rules) {
        my ($type, $kind, $expr) = @$rule;
        my $id = 'check' . ++$n;
        $checks{$id} = $type;
        push @lines, join ',', $id, $kind, '"' . $expr =~ s/"/""/gr . '"';
    }
    my @command = ('validate', '-q', '--findings', "$scratch/findings.csv", '--skip-bad', "$scratch/bad.csv");
    push @command, '--fold-header' if exists $options->{dialect}{headerCase} && !$options->{dialect}{headerCase};
    push @command, '-d', delimiter($case) if delimiter($case) ne ',';
    push @command, '--schema', $schema_file if $schema_file;
    if (@lines) {
        open my $out, '>:utf8', "$scratch/rules.csv" or die;
        print $out join("\n", 'id,kind,expr', @lines), "\n";
        close $out;
        push @command, '--rules', "$scratch/rules.csv";
    }
    unlink "$scratch/findings.csv";
    my $shown = join ' ', map { "'$_'" } @command, $case->{input};
    my $told = `$shown 2>&1 >/dev/null`;
    my $status = $? >> 8;
    utf8::decode(my $text = slurp_any("$scratch/findings.csv"));
    my @found = map { translate($_, \@names, \%checks, \@fields, $exact) } table($text);
    @found = in_order(number_missing(@names + 1, @found));
    # A run that was ended leaves no table; its last words say why and where.
    if ($status == 2 && !@found && $told =~ /:(\d+)(?::(\d+))?: error: (.*) \[([\w-]+)\]/) {
        @found = translate({ severity => 'error', rule => $4, message => $3, line => $1, record => $1 - 1, column => $2 // '' },
                           \@names, \%checks, \@fields);
    }
    return ($status, $told, $text, @found);
}

# ---- comparing ----

# As their classes of errors lie in each other: an error of a cell is one of its row, and all that
# is about the table's content is one of the table.
my $of_label = qr/-label$/;
my $of_header = qr/-label$|-header$/;
my $of_cell = qr/-cell$|^(?:type|constraint|unique)-error$|^(?!required-)[a-z]+-value$/;
my $of_row = qr/$of_cell|-row$|^row-constraint$|-key$/;
my $of_table = qr/$of_row|$of_header|^table-|^required-value$/;
my %tag = ('#label' => $of_label, '#header' => $of_header, '#field' => $of_label, '#cell' => $of_cell, '#row' => $of_row,
           '#table' => $of_table, '#content' => $of_table, '#file' => qr/^(?:hash|byte|md5|sha256)-/);

sub named { my ($type, @names) = @_; return grep { $tag{$_} ? $type =~ $tag{$_} : $type eq $_ } @names }

sub filtered {
    my ($options, @found) = @_;
    @found = grep { named($_->{type}, @{$options->{pickErrors}}) } @found if $options->{pickErrors};
    @found = grep { !named($_->{type}, @{$options->{skipErrors}}) } @found if $options->{skipErrors};
    splice @found, $options->{limitErrors} if $options->{limitErrors} && @found > $options->{limitErrors};
    return @found;
}

# The members that the case names.
sub same_place {
    my ($found, $want) = @_;
    return 0 if !$found;
    for my $member (qw(type row field)) {
        return 0 if defined $want->{$member} && ($found->{$member} // '') ne $want->{$member};
    }
    return 1;
}

sub words { return join ' ', map { join ':', $_->{type}, $_->{row} // '', $_->{field} // '' } @_ }

# The errors of a case without those that a check finds in a record of which cells are missing.
sub unless_short {
    my ($found, @want) = @_;
    my %short = map { $_->{row} => 1 } grep { $_->{type} eq 'missing-cell' } @$found;
    return grep { !($check{$_->{type}} && $short{$_->{row} // ''}) } @want;
}

sub judge_errors {
    my ($case) = @_;
    my ($options, $want) = @$case{qw(options expected)};
    return 'argued', 'decision 28: a check that the product does not have: ' . join ' ', map { $_->{type} } grep { !$check{$_->{type}} } @{$options->{checks}}
        if grep { !$check{$_->{type}} } @{$options->{checks} // []};
    my ($header) = cells(slurp_any($case->{input}), delimiter($case));
    my @rules = map { my $c = $_; map { [$c->{type}, @$_] } $check{$c->{type}}->($c, @{$header // []}) } @{$options->{checks} // []};
    my ($status, $told, undef, @found) = findings($case, @rules);
    my $first = $found[0];
    return 'wrong', 'refused and not told' if $status == 2 && $told !~ / error: .*\]/;
    @found = filtered($options, @found);
    my @want = @{$want->{errors} // []};
    my $valid = !@found && ($status == 0 || $options->{pickErrors} || $options->{skipErrors}) ? 1 : 0;
    my $got = words(@found);
    return 'argued', "decision 4: the run ends at the first: $told" if $status == 2 && $first && !@found;
    return 'wrong', "status $status, found $got, wanted " . words(@want) . " $told" if $valid != ($want->{valid} ? 1 : 0);
    my $same = grep { same_place($found[$_], $want[$_]) } 0 .. $#want;
    return 'right', '' if $same == @want && (@found == @want || !$want->{errors});
    return 'argued', "decision 4: the run ends at the first: found $got, wanted " . words(@want) if $status == 2 && same_place($found[0], $want[0]);
    return 'right', '' if @want == 1 && $want[0]{type} eq 'error';
    return 'argued', "decision 28: what a rule finds nothing to compute with is unknown, not wrong: found $got, wanted " . words(@want)
        if @rules && words(@found) eq words(unless_short(\@found, @want));
    return 'wrong', "found $got, wanted " . words(@want);
}

my %lint_type = (ragged_rows => 'csv-ragged', unclosed_quote => 'csv-quote', stray_quote => 'csv-quote', whitespace => 'csv-quote',
                 blank_rows => 'blank-record', line_breaks => 'csv-cr', invalid_encoding => 'csv-utf8', invalid_regex => 'json');

my $first_of_ends = sub { (($_[0]{first_error} // {})->{type} // '') eq 'line_breaks' };

# Only errors are compared: warnings and infos are about habits (line ends, a header that
# looks like one), which are none of ours.
sub judge_lint {
    my ($case) = @_;
    my ($options, $want) = @$case{qw(options expected)};
    my $errors = exists $want->{valid} ? !$want->{valid} : $want->{errors_count};
    return 'argued', 'decision 28: warnings and infos are about habits' if !defined $errors && ($want->{warnings_count} || $want->{infos_count});
    return 'argued', 'decision 2: another quote sign' if ($options->{quoteChar} // '"') ne '"';
    my ($status, $told, $text) = findings($case);
    my ($error) = grep { $_->{severity} eq 'error' } table($text);
    return 'wrong', 'refused and not told' if $status == 2 && $told !~ / error: .*\]/;
    return 'argued', 'decision 28: a header that is not the schema\'s is an error' if $error && $error->{rule} =~ /^header-/ && !$errors;
    return 'argued', 'decision 28: line ends of two sorts are read as what they are' if $first_of_ends->($want) && $status == 0;
    my $first = $want->{first_error};
    return 'wrong', "status $status: $told" if ($status != 0) != !!$errors;
    return 'right', '' if !$first;
    my ($line, $code) = $error ? @$error{qw(line rule)} : $told =~ /:(\d+)(?::\d+)?: error: .* \[([\w-]+)\]/;
    return 'wrong', "told $told" if ($lint_type{$first->{type}} // '') ne ($code // '');
    return 'wrong', "line $line" if $first->{row} && $first->{row} != $line;
    return 'right', '';
}

my %kind = ('structure' => \&judge_errors, 'table-schema' => \&judge_errors, 'check' => \&judge_errors, 'lint' => \&judge_lint);

# ---- the folder ----

my $manifest = slurp("$folder/manifest.csv");
utf8::decode($manifest);
my (%total, $wrong);
for my $case (table($manifest)) {
    next unless $kind{$case->{kind}};
    next unless $run->{wanted}->($case->{kind});
    $case->{$_} = $case->{$_} ? "$folder/$case->{$_}" : '' for qw(input schema);
    $case->{expected} = decode_json(slurp("$folder/$case->{expected}"));
    my $options = slurp_any("$folder/$case->{case}/options.json");
    $case->{options} = $options ? decode_json($options) : {};
    my ($verdict, $why) = $kind{$case->{kind}}->($case);
    $total{$case->{kind}}{$verdict}++;
    $wrong++ if $verdict eq 'wrong';
    $why =~ s/\n+/; /g;
    print "  $case->{case}: $verdict: $why\n" if $verdict eq 'wrong' || ($run->{verbose} && $verdict ne 'right');
}
for my $kind (sort keys %total) {
    print "$kind: ", join(', ', map { ($total{$kind}{$_} // 0) . " $_" } qw(right argued wrong)), "\n";
}
exit($wrong ? 1 : 0);
