-- A search asks for keys of up to 100 characters; where every key is searchable, the index had longer ones too.
DELETE FROM attribute_index WHERE LENGTH(name) > 100;
