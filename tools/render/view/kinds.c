/* kinds - what a table is known by, and how it is shown when the user says nothing
 *
 * A row for each kind of table that a tool makes.  The first whose columns are all there is the kind of
 * a table; the columns of a page are those that most readers want, in the order in which they
 * read; the others are had by --columns.
 */

#include "view/view.h"

#include "base/str.h"

#define KNOWN(...) (const enum field[]){__VA_ARGS__, FIELD_COUNT}

static const struct view_kind kinds[] = {
    {.name = "assessment", .known_by = KNOWN(F_INDICATOR, F_CLASS, F_COMPLETION),
     .terminal = "label,actual,target,completion,bar,class,marks",
     .page = "no,label,attribute,base,actual,target,completion,class,outlook,owner,marks",
     .workbook = "no,name,unit,attribute,base,actual,target,completion,pace,class,outlook,owner,marks,reason",
     .sort = "class,completion", .chart = "indicators", .has_truth = true},
    {.name = "peers", .known_by = KNOWN(F_INDICATOR, F_RANK, F_OF, F_MEDIAN),
     .terminal = "label,actual,place,best_peer,median,gap_median,marks",
     .page = "label,actual,place,rank_change,worst_peer,median,best_peer,gap_median,gap_best,marks",
     .workbook = "name,unit,actual,rank,of,rank_change,percentile_rank,median,gap_median,best,best_peer,"
             "gap_best,marks",
     .chart = "strip"},
    {.name = "account", .known_by = KNOWN(F_ACCOUNT, F_STEP, F_COLUMN, F_RESULT, F_FILE, F_LINE),
     .is_account = true},
    {.name = "objects", .known_by = KNOWN(F_TASK, F_IN_LINE, F_PLANNED_BY), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME, F_STANDING, F_PACE_MONTHLY),
     .terminal = "name,owner,due,planned,progress,gap,status,finish",
     .page = "no,name,kind,owner,due,planned,progress,gap,status,slip_months,invest_share,finish,flags,where",
     .sort = "status,gap", .counts = "status"},
    {.name = "changes", .known_by = KNOWN(F_TASK, F_STATUS_WAS, F_MOVED), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME, F_STANDING),
     .page = "name,owner,status_was,status,progress_was,progress,moved,slipped_further,change", .sort = "change",
     .counts = "change"},
    {.name = "coverage", .known_by = KNOWN(F_TASK, F_EVALUATED), .tool = "track", .own = KNOWN(F_OBJECT_NAME),
     .page = "no,name,owner,evaluated,reason", .sort = "evaluated"},
    {.name = "raters", .known_by = KNOWN(F_OBJECT, F_COMPUTED, F_STEPS), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME, F_STANDING),
     .page = "name,owner,status,computed,self,third,public,npc,steps,disagree,grounds", .sort = "status"},
    {.name = "rollup", .known_by = KNOWN(F_OBJECTS, F_IN_LINE_SHARE, F_NOT_REPORTED), .tool = "track",
     .own = KNOWN(F_IN_LINE_COUNT),
     .page = "objects,done,in_line,slow,stalled,overdue,not_reported,in_line_share,progress_mean,planned_mean,"
             "invest_share,finish_late",
     .sort = "in_line_share", .grouped = true},
    {.name = "support", .known_by = KNOWN(F_GOAL, F_SUPPORT, F_CARRIERS), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME),
     .page = "name,goal_kind,sort,tasks,tasks_carried,carriers,carriers_in_line,on_time_share,carried_share,"
             "support,late,reason",
     .sort = "support", .counts = "support"},
    {.name = "effect", .known_by = KNOWN(F_GOAL, F_EFFECT_SHARE, F_FIELD), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME),
     .page = "name,sort,objects,on_time_share,indicators,indicators_moving,effect_share,field,reason",
     .sort = "field", .counts = "field"},
    {.name = "slips", .known_by = KNOWN(F_SLIP, F_LIST, F_SHOULD), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME, F_ABOUT, F_IS, F_GAP_PLAIN, F_FACTS),
     .terminal = "slip,list,to,name,should,actual,gap,unit,days,rule",
     .page = "slip,list,owner,to,of,name,should,actual,gap,unit,days,rule,numbers,reply_by,reason"},
    {.name = "proposals", .known_by = KNOWN(F_THEN, F_ITEM, F_RULE, F_PROPOSED), .tool = "track",
     .own = KNOWN(F_OBJECT_NAME, F_ABOUT, F_FACTS),
     .page = "no,then,of,name,owner,was,proposed,rule,numbers,flags", .counts = "then"},
    {.name = "submissions", .known_by = KNOWN(F_ITEM, F_SUBMITTED_ON, F_STATE), .tool = "track",
     .own = KNOWN(F_PHASE),
     .page = "no,item,owner,phase,due,submitted_on,late_days,versions,returns,return_reason,state,where",
     .sort = "state,-late_days", .counts = "state"},
    {.name = "punctuality", .known_by = KNOWN(F_OWNER, F_ITEMS, F_IN_TIME_SHARE), .tool = "track",
     .own = KNOWN(F_LATE_COUNT),
     .page = "rank,owner,items,in_time,late,returned,overdue,returns,late_days,in_time_share", .sort = "rank"},
    {.name = "ledger", .known_by = KNOWN(F_ITEM, F_TOUCHES, F_STATE), .tool = "track",
     .own = KNOWN(F_WORDING, F_FACTS), .terminal = "item,kind,text,owner,due,state,missing,reason",
     .page = "no,item,kind,text,owner,due,done_on,decision,answers,touches,state,late_days,succeeded,missing,"
             "reason",
     .sort = "state", .counts = "state"},
    {.name = "what-if", .known_by = KNOWN(F_ROW, F_NOW), .tool = "track", .own = KNOWN(F_OBJECT_NAME),
     .page = "row,name,column,now,if"},
    {.name = "tasks", .known_by = KNOWN(F_TASK, F_NAME_ZH, F_DUE), .tool = "track", .own = KNOWN(F_OBJECT_NAME),
     .page = "no,name,kind,owner,start,due,stage,planned_progress,progress,weight,invest_planned,invest_done,"
             "problem,request"},
    {.name = "estimates", .known_by = KNOWN(F_QUESTION, F_STATISTIC, F_ESTIMATE), .tool = "survey",
     .own = KNOWN(F_OBJECT_NAME, F_FREEDOM_PLACES, F_SURVEYED),
     .terminal = "name,*,wave,answer,statistic,estimate,low,high,n,reliability,flags",
     .page = "name,*,wave,answer,statistic,estimate,low,high,n,se,deff,reliability,flags,reason"},
    {.name = "waves", .known_by = KNOWN(F_QUESTION, F_WAVE_FROM, F_CHANGE_VALUE), .tool = "survey",
     .own = KNOWN(F_OBJECT_NAME, F_TO_VALUE, F_CHANGE_VALUE, F_FREEDOM_PLACES, F_SURVEYED),
     .terminal = "name,*,statistic,answer,from,to,change,low,high,p,direction",
     .page = "name,*,statistic,answer,wave_from,wave_to,from,to,change,low,high,p,direction,flags,reason",
     .sort = "p"},
    {.name = "association", .known_by = KNOWN(F_QUESTION, F_TESTED_BY, F_P), .tool = "survey",
     .own = KNOWN(F_OBJECT_NAME, F_TEST_VALUE, F_FREEDOM_PLACES),
     .page = "name,by,test,statistic,df,df_below,p,n,reason", .sort = "p"},
    {.name = "quadrants", .known_by = KNOWN(F_QUESTION, F_QUADRANT, F_IMPORTANCE), .tool = "survey",
     .own = KNOWN(F_OBJECT_NAME, F_GAP_STEPS, F_SURVEYED), .terminal = "name,satisfaction,importance,gap,quadrant",
     .page = "name,object,satisfaction,importance,importance_kind,gap,quadrant,n,reason", .sort = "-gap",
     .counts = "quadrant"},
    {.name = "public", .known_by = KNOWN(F_OBJECT, F_RATER_KIND, F_GRADE), .tool = "survey",
     .own = KNOWN(F_SURVEYED, F_LOW_END, F_HIGH_END),
     .page = "object,rater_kind,rater,grade,low,high,scale,ground", .sort = "grade"},
    {.name = "margins", .known_by = KNOWN(F_VARIABLE, F_CATEGORY, F_BEFORE, F_AFTER), .tool = "survey",
     .terminal = "variable,category,wave,total,before,after,met",
     .page = "variable,category,wave,total,before,after,met,method,iterations,least_factor,most_factor"},
    {.name = "weights", .known_by = KNOWN(F_RESPONDENT, F_NEW_WEIGHT, F_FACTOR), .tool = "survey",
     .own = KNOWN(F_WEIGHT_PLACES), .page = "respondent,weight,new_weight,factor", .sort = "-factor"},
    {.name = "scores", .known_by = KNOWN(F_INDICATOR, F_RANK, F_NORMALIZE, F_COMBINE), .tool = "score",
     .own = KNOWN(F_SCORED), .terminal = "region_name,label,value,rank,of,flags",
     .page = "region_name,label,period,value,rank,of,there,imputed,flags,reason", .sort = "depth,indicator,rank"},
    {.name = "treatment", .known_by = KNOWN(F_INDICATOR, F_SKEWNESS, F_FORM), .tool = "score",
     .page = "label,skewness,kurtosis,outliers,form,points,skewness_after,kurtosis_after,outliers_after,reason"},
    {.name = "score-weights", .known_by = KNOWN(F_INDICATOR, F_EFFECTIVE, F_WEIGHTS), .tool = "score",
     .own = KNOWN(F_WEIGHT_PLACES), .page = "label,parent,weight,effective,weights,consistency,reason",
     .sort = "-effective"},
    {.name = "correlations", .known_by = KNOWN(F_INDICATOR, F_OTHER, F_PEARSON), .tool = "score",
     .own = KNOWN(F_INDICATOR_CODED), .page = "indicator,other,pairs,pearson,spearman,kendall,reason"},
    {.name = "diagnostics", .known_by = KNOWN(F_STATISTIC, F_ITEM, F_VALUE, F_PERIOD), .tool = "score",
     .own = KNOWN(F_DIAGNOSTIC, F_DIAGNOSED, F_DECOMPOSED), .page = "statistic,item,value,reason"},
    {.name = "importance", .known_by = KNOWN(F_INDICATOR, F_PEARSON_GROUP, F_IMPORTANCE), .tool = "score",
     .own = KNOWN(F_WEIGHT_PLACES, F_IMPORTANCE_SHARE, F_RANK_MOVES),
     .page = "label,weight,importance,pearson,spearman,pearson_group,rank_change,rank_change_most",
     .sort = "-importance"},
    {.name = "robustness", .known_by = KNOWN(F_REGION, F_RANK_MEDIAN, F_SHARE_SAME), .tool = "score",
     .own = KNOWN(F_RANK_BEST_RUN, F_RANK_WORST_RUN),
     .terminal = "region_name,label,rank,rank_low,rank_high,share_same,share_first",
     .page = "region_name,label,rank,rank_median,rank_low,rank_high,rank_best,rank_worst,share_same,"
             "share_first,runs,reason",
     .sort = "indicator,rank"},
    {.name = "sobol", .known_by = KNOWN(F_CHOICE, F_FIRST_INDEX, F_TOTAL_INDEX), .tool = "score",
     .own = KNOWN(F_FIRST_INDEX, F_TOTAL_INDEX), .terminal = "choice,first,first_error,total,total_error",
     .page = "choice,alternatives,first,first_error,total,total_error,runs,reason", .sort = "-total"},
    {.name = "parts", .known_by = KNOWN(F_METHOD, F_PART, F_ITEM, F_VALUE), .tool = "decompose",
     .own = KNOWN(F_ITEM_WORD, F_DECOMPOSED, F_WEIGHTED_WITH),
     .terminal = "region_name,method,part,item,value,unit",
     .page = "region_name,name,since,period,method,part,item,value,unit,reason", .totals = true},
    {.name = "came-true", .known_by = KNOWN(F_SCOPE, F_FORECASTS, F_BIAS), .tool = "forecast",
     .own = KNOWN(F_CAME), .terminal = "scope,label,period,model,forecasts,value,actual,bias,smape",
     .page = "scope,label,period,model,horizon,forecasts,value,actual,error,bias,smape,inside80,met,right,reason"},
    {.name = "backtest", .known_by = KNOWN(F_MODEL, F_MASE, F_FORECASTS), .tool = "forecast",
     .page = "region_name,label,model,horizon,forecasts,mae,rmse,smape,mase,beats_last,nearest"},
    {.name = "forecasts", .known_by = KNOWN(F_INDICATOR, F_PERIOD, F_LOW80, F_MODEL), .tool = "forecast",
     .terminal = "region_name,label,*,period,value,low80,high80,model,outlook,marks",
     .page = "region_name,label,*,period,value,low80,high80,model,values_used,target_value,outlook,marks,reason"},
    {.name = "distances", .known_by = KNOWN(F_ORDER, F_PEER, F_DISTANCE), .tool = "compare-peers",
     .own = KNOWN(F_REGION_CODED), .page = "region,order,peer,distance,rebased,shared,variables,group"},
    {.name = "paces", .known_by = KNOWN(F_PACESETTER, F_STOOD_IN, F_GAP_PACESETTER), .tool = "compare-peers",
     .own = KNOWN(F_GAP_PACESETTER),
     .page = "region_name,label,value,pacesetter,pacesetter_value,gap,stood_in,years_behind,caution,reason"},
    {.name = "profiles", .known_by = KNOWN(F_PLACED, F_QUARTILE_1, F_MEAN_PERCENTILE), .tool = "compare-peers",
     .own = KNOWN(F_LEVEL_COUNT), .terminal = "region_name,scope,part,placed,better,level,worse,mean_percentile",
     .page = "region_name,group,scope,part,indicators,placed,quartile_1,quartile_2,quartile_3,quartile_4,"
             "better,level,worse,mean_percentile"},
    {.name = "borrowings", .known_by = KNOWN(F_PRACTICE, F_EVIDENCE, F_EFFECT), .tool = "compare-peers",
     .own = KNOWN(F_PLACE_CODE, F_LEVEL_COUNT, F_UNKNOWN_COUNT),
     .terminal = "region_name,practice,place,field,ahead,level,behind,why_not",
     .page = "region_name,practice,place,field,ahead,level,behind,unknown,evidence,effect,effect_said,"
             "effect_found,why_not,source"},
    {.name = "moves", .known_by = KNOWN(F_ROW, F_CLASS_WAS, F_CLASS_IS, F_CAUSE),
     .own = KNOWN(F_CLASS_WAS, F_CLASS_IS)},
    {.name = "groups", .known_by = KNOWN(F_TARGETS, F_ASSESSABLE, F_SHARE_ON_COURSE),
     .own = KNOWN(F_AHEAD_COUNT, F_SHARE_ACHIEVED, F_SHARE_AHEAD, F_SHARE_ON_TRACK, F_SHARE_ON_COURSE, F_COVERAGE,
                  F_COVERAGE_EQUAL)},
    {.name = "findings", .known_by = KNOWN(F_SEVERITY, F_RULE, F_MESSAGE), .tool = "validate",
     .own = KNOWN(F_RULE_CODE), .terminal = "severity,rule,where,key,value,message",
     .page = "severity,rule,where,key,column,value,expected,imbalance,message,fix", .sort = "severity",
     .counts = "severity"},
    {.name = "checks", .known_by = KNOWN(F_RULE, F_PASSES, F_FAILS), .tool = "validate",
     .own = KNOWN(F_RULE_CODE, F_UNTOLD),
     .page = "rule,column,severity,items,passes,fails,unknown,not_evaluated,accepted", .sort = "-fails"},
    {.name = "log", .known_by = KNOWN(F_OLD, F_NEW, F_RULE), .tool = "normalize", .own = KNOWN(F_RULE_CODE),
     .page = "rule,line,column,key,old,new"},
    {.name = "observations", .known_by = KNOWN(F_REGION, F_INDICATOR, F_PERIOD, F_VALUE),
     .own = KNOWN(F_PARTS_NEEDED, F_REGION_CODED, F_INDICATOR_CODED),
     .page = "region,indicator,*,period,value,unit,caliber,parts,of,marks,reason,note", .streams = true},
    {.name = "plain", .known_by = (const enum field[]){FIELD_COUNT}},
};

const struct view_kind *view_kind_of(const struct table *table)
{
    for (size_t i = 0;; i++) {
        const enum field *field = kinds[i].known_by;
        while (*field != FIELD_COUNT && table_has(table, *field))
            field++;
        if (*field == FIELD_COUNT)
            return &kinds[i];
    }
}

enum field view_field(const struct view *view, struct str name)
{
    const enum field *own = view->kind ? view->kind->own : NULL;
    while (own && *own != FIELD_COUNT && !str_eq(field_row[*own].name, name))
        own++;
    return own && *own != FIELD_COUNT ? *own : field_find(name);
}
