-- SQLite's index takes many entries at once; this one takes each as it comes.
COMMENT ON INDEX search_entry_by_word IS 'the words of search_entry';
