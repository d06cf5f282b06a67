#!/bin/bash
# rsdmx drops UNIT_MULT="6" of a data set: figures in millions come out as plain ones.
#
# Package: r-cran-rsdmx 1:0.6-2+dfsg-1 (Debian 12).  Guess: an attribute counts for all that is inside the
# element it stands on, as SDMX has it; the data frame has it in every row, as it has one of a series.
# Seen: attributes of series and of observations become columns, those of the data set are gone in both
# forms of SDMX-ML 2.1.  With one series that says UNIT_MULT itself the column is there, and
# the rest is NA, as if they had none.  And OBS_VALUE is text in the one form ("9.5" is above "10"), a number in
# the other.
# What helps: to read the attributes of DataSet from the XML (slot xmlObj) and to fill them in.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-rsdmx=1:0.6-2+dfsg-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
run() {
    export R_LIBS=$work/root/usr/lib/R/site-library:$work/root/usr/lib/R/library TZ=UTC LC_ALL=C.UTF-8
    if command -v Rscript >/dev/null; then Rscript "$1"; else
        cp --remove-destination root/usr/lib/R/etc/Renviron.ucf root/usr/lib/R/etc/Renviron # installing makes it
        R_HOME=$work/root/usr/lib/R LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/R/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
            "$work/root/usr/lib/R/bin/exec/R" --no-echo --no-restore --file="$1"
    fi
}

sdmx=http://www.sdmx.org/resources/sdmxml/schemas/v2_1
head_of() { # name of the root element
    echo "<message:$1 xmlns:message='$sdmx/message' xmlns:ss='$sdmx/data/structurespecific' xmlns:generic='$sdmx/data/generic'
        xmlns:common='$sdmx/common'><message:Header><message:ID>X</message:ID><message:Test>false</message:Test>
        <message:Prepared>2024-01-01T00:00:00</message:Prepared><message:Sender id='S'/><message:Structure structureID='D'
        namespace='urn:x' dimensionAtObservation='TIME_PERIOD'><common:Structure><Ref agencyID='S' id='D'/></common:Structure>
        </message:Structure></message:Header>"
}
{
    head_of StructureSpecificData
    echo '<message:DataSet ss:structureRef="D" UNIT_MULT="6">
        <Series REF_AREA="330200" UNIT_MULT="4"><Obs TIME_PERIOD="2020" OBS_VALUE="9.5"/></Series>
        <Series REF_AREA="330100"><Obs TIME_PERIOD="2020" OBS_VALUE="10"/></Series>
        </message:DataSet></message:StructureSpecificData>'
} >specific.xml
{
    head_of GenericData
    echo '<message:DataSet structureRef="D"><generic:Attributes><generic:Value id="UNIT_MULT" value="6"/></generic:Attributes>'
    for area in 330200:9.5 330100:10; do
        echo "<generic:Series><generic:SeriesKey><generic:Value id='REF_AREA' value='${area%:*}'/></generic:SeriesKey>
            <generic:Obs><generic:ObsDimension value='2020'/><generic:ObsValue value='${area#*:}'/></generic:Obs></generic:Series>"
    done
    echo '</message:DataSet></message:GenericData>'
} >generic.xml
cat >read.R <<'R'
suppressMessages(library(rsdmx))
stopifnot(packageVersion("rsdmx") == "0.6.2")
for (form in c("specific", "generic")) {
    d <- as.data.frame(readSDMX(paste0(form, ".xml"), isURL = FALSE))
    value <- d[[grep("value", names(d), ignore.case = TRUE)]]
    cat(form, "UNIT_MULT:", if (is.null(d$UNIT_MULT)) "no column" else d$UNIT_MULT, "largest:", as.character(max(value)), "\n")
}
R
run read.R | tee seen
diff seen - <<'SEEN'
specific UNIT_MULT: 4 NA largest: 9.5 
generic UNIT_MULT: no column largest: 10 
SEEN
