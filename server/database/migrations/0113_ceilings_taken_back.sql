-- A ceiling, an exception or a figure that has not begun yet can be taken back; what it said is in the change log.

grant delete on capacity_setting, ceiling, ceiling_exception to medgang_app;
