-- No query looks for tasks by their owner alone, and each change of a task wrote to it.
DROP INDEX task_by_owner;
