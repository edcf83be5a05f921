-- name: flag_rules
SELECT document FROM flag_rules ORDER BY instance_id, name;
