-- one step from the rows read to the dialogs accepted, in order; what a step loses has a reason
select step, reason, rows from funnel
