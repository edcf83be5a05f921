"""Command lines, good and bad, for the real AWS CLI and for `callslip connect`; and where ours differs on purpose.

`name: words`, as a shell reads them. `U` is update-contact-attributes and `G` get-contact-attributes, `CI` stands for
the two ids. Before the words, `NAME=value` sets a variable and `-NAME` takes one away. `CLOSED` is a port where
nobody listens, `HERE` the port of the server that records; `x*300` is 300 times the letter. Files are those of `FILES`, in the current folder.
"""

# ruff: noqa: E501 - a command line is one line

from dataclasses import dataclass

FILES = {
    "attributes.json": '{"fromfile": "Zoë"}',
    "attributes.txt": "k1=v1,k2=v2",
    "id.txt": "id-from-file\n",
    "input.json": '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}',
    "input.yaml": "InitialContactId: c1\nInstanceId: i1\nAttributes:\n  a: b\n",
    "empty.json": "",
    "bom.json": '\ufeff{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}',
}

LINES = r"""
skeleton: U --generate-cli-skeleton
skeleton-beside-options: U CI --attributes a=b --generate-cli-skeleton
skeleton-input: U --generate-cli-skeleton input
skeleton-get: G --generate-cli-skeleton input
skeleton-chat: connect start-chat-contact --generate-cli-skeleton input
skeleton-yaml: U --generate-cli-skeleton yaml-input
skeleton-yaml-chat: connect start-chat-contact --generate-cli-skeleton yaml-input
skeleton-output-missing: U --generate-cli-skeleton output
skeleton-output: U CI --attributes a=b --generate-cli-skeleton output
skeleton-output-get: G CI --generate-cli-skeleton output
skeleton-output-missing-get: G --generate-cli-skeleton output
skeleton-output-text: G CI --generate-cli-skeleton output --output text
skeleton-output-query: G CI --generate-cli-skeleton output --query Attributes
skeleton-output-invalid: U --initial-contact-id '' --instance-id i --attributes a=b --generate-cli-skeleton output
skeleton-output-create: connect create-contact --instance-id i --channel VOICE --initiation-method API --generate-cli-skeleton output
skeleton-output-describe: connect describe-contact --instance-id i --contact-id c --generate-cli-skeleton output
skeleton-bogus: U --generate-cli-skeleton bogus
skeleton-from-json: U --cli-input-json file://input.json --generate-cli-skeleton output
skeleton-no-configuration: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY -AWS_REGION -AWS_DEFAULT_REGION U --generate-cli-skeleton
missing-all: U
missing-contact: U --instance-id i --attributes a=b
missing-instance: U --initial-contact-id c --attributes a=b
missing-attributes: U CI
missing-get: G
missing-value: U CI --attributes
missing-value-before-option: U --initial-contact-id --instance-id i --attributes a=b
unknown-option: U CI --attributes a=b --bogus 1
unknown-word: U CI --attributes a=b extra
unknown-letter: U CI --attributes a=b -x
unknown-two-words: U CI --attributes a=b c=d
unknown-camel: U --InitialContactId c --instance-id i --attributes a=b
unknown-operation: connect nonsense
unknown-operation-close: connect update-contact-attribute
no-operation: connect
abbreviated: U --initial c --inst i --attr a=b
abbreviated-ambiguous: U --in c --instance-id i --attributes a=b
abbreviated-global: G CI --out text
option-twice: U CI --attributes a=b --attributes x=y
equals-sign: U --initial-contact-id=c --instance-id=i --attributes=a=b
other-order: U --attributes a=b --instance-id i --initial-contact-id c
globals-first: --output text G CI
globals-between: connect --output text get-contact-attributes CI
global-bogus: U CI --attributes a=b --output bogus
global-without-value: U CI --attributes a=b --output
color-bogus: U CI --attributes a=b --color bogus
contact-empty: U --initial-contact-id '' --instance-id i --attributes a=b
contact-space: U --initial-contact-id ' ' --instance-id i --attributes a=b
contact-unicode: U --initial-contact-id 'Zoë☎' --instance-id i --attributes a=b
contact-dash: U --initial-contact-id -x --instance-id i --attributes a=b
contact-dashes: U --initial-contact-id --x --instance-id i --attributes a=b
contact-file: U --initial-contact-id file://id.txt --instance-id i --attributes a=b
contact-bytes: U --initial-contact-id fileb://id.txt --instance-id i --attributes a=b
contact-no-file: U --initial-contact-id file:///nonexistent --instance-id i --attributes a=b
contact-http: U --initial-contact-id http://127.0.0.1:9/x --instance-id i --attributes a=b
contact-at: U --initial-contact-id @x --instance-id i --attributes a=b
contact-json: U --initial-contact-id '{"a":1}' --instance-id i --attributes a=b
contact-help: U --initial-contact-id help --instance-id i --attributes a=b
instance-empty: U --initial-contact-id c --instance-id '' --attributes a=b
instance-long: U --initial-contact-id c --instance-id iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii --attributes a=b
get-slash: G --initial-contact-id 'a/b%c d' --instance-id i
get-arn: G --initial-contact-id c --instance-id arn:aws:connect:us-east-1:111122223333:instance/i
get-empty-id: G --initial-contact-id '' --instance-id i
json: U CI --attributes '{"a":"b"}'
json-number: U CI --attributes '{"a":1}'
json-float: U CI --attributes '{"a":1.5}'
json-true: U CI --attributes '{"a":true}'
json-null: U CI --attributes '{"a":null}'
json-nested: U CI --attributes '{"a":{"b":"c"}}'
json-nested-list: U CI --attributes '{"a":["x"]}'
json-list: U CI --attributes '["a"]'
json-list-of-maps: U CI --attributes '[{"a":"b"}]'
json-bad: U CI --attributes '{bad'
json-open: U CI --attributes '{"a":"b"'
json-quotes: U CI --attributes "{'a':'b'}"
json-trailing: U CI --attributes '{"a":"b"} x'
json-twice: U CI --attributes '{"a":"1","a":"2"}'
json-empty: U CI --attributes '{}'
json-spaces: U CI --attributes '  {"a":"b"}  '
json-string: U CI --attributes '"str"'
json-number-alone: U CI --attributes 5
json-null-alone: U CI --attributes null
json-empty-key: U CI --attributes '{"":"v"}'
json-empty-value: U CI --attributes '{"a":""}'
json-odd-key: U CI --attributes '{"bad key é":"v"}'
json-unicode: U CI --attributes '{"n":"Zoë ☎ 日本語 😀"}'
json-escapes: U CI --attributes '{"n":"\u00e9\n\t"}'
short: U CI --attributes a=b
short-two: U CI --attributes a=b,c=d
short-empty: U CI --attributes ''
short-space: U CI --attributes ' '
short-no-equals: U CI --attributes foo
short-empty-value: U CI --attributes a=
short-empty-values: U CI --attributes a=,b=
short-empty-key: U CI --attributes =b
short-two-equals: U CI --attributes a==b
short-second-two-equals: U CI --attributes a=b,c==d
short-equals-inside: U CI --attributes a=b=c
short-list-by-comma: U CI --attributes a=b,c
short-list-then-pair: U CI --attributes a=b,c,d=e
short-quoted: U CI --attributes 'a="b,c"'
short-quoted-once: U CI --attributes "a='b,c'"
short-escaped-comma: U CI --attributes 'a=b\,c'
short-trailing-comma: U CI --attributes a=b,
short-leading-comma: U CI --attributes ,a=b
short-spaces: U CI --attributes 'a = b , c = d'
short-key-twice: U CI --attributes a=1,a=2
short-list: U CI --attributes 'a=[x,y]'
short-list-of-one: U CI --attributes 'a=[x]'
short-map: U CI --attributes 'a={b=c}'
short-open-quote: U CI --attributes 'a="b'
short-open-list: U CI --attributes 'a=[b'
short-open-map: U CI --attributes 'a={'
short-word-true: U CI --attributes a=true
short-unicode: U CI --attributes 'n=Zoë ☎'
short-emoji: U CI --attributes n=😀
short-unicode-key: U CI --attributes ключ=v
short-dotted-key: U CI --attributes a.b=c
short-colon-key: U CI --attributes a:b=c
short-hash-key: U CI --attributes '#a=b'
short-space-key: U CI --attributes 'a b=c'
short-slash-key: U CI --attributes a/b=c
short-at-file: U CI --attributes k@=file://id.txt
short-at-plain: U CI --attributes k@=v
short-file-as-text: U CI --attributes k=file://id.txt
short-at-no-file: U CI --attributes k@=file:///nonexistent
short-newline: U CI --attributes $'a=b,\nc=d'
short-semicolon: U CI --attributes 'a=b;c=d'
short-quote-inside: U CI --attributes 'a=b"c"'
short-url: U CI --attributes 'u=http://x/y?z=1&w=2'
short-json-inside: U CI --attributes 'a={"b":"c"}'
short-backslash: U CI --attributes 'a=b\c'
short-file-json: U CI --attributes file://attributes.json
short-file-short: U CI --attributes file://attributes.txt
short-file-bytes: U CI --attributes fileb://attributes.json
short-file-missing: U CI --attributes file:///nonexistent
short-file-folder: U CI --attributes file:///
short-http: U CI --attributes http://127.0.0.1:9/x
input-json: U --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}'
input-json-file: U --cli-input-json file://input.json
input-json-and-option: U --cli-input-json file://input.json --initial-contact-id OVER
input-json-and-attributes: U --cli-input-json file://input.json --attributes z=1
input-json-extra: U --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"},"Bogus":1}'
input-json-missing: U --cli-input-json '{"InstanceId":"i"}'
input-json-completed: U --cli-input-json '{"InstanceId":"i"}' --initial-contact-id c --attributes a=b
input-json-bad: U --cli-input-json '{bad'
input-json-list: U --cli-input-json '[1]'
input-json-null: U --cli-input-json null
input-json-empty: U --cli-input-json '{}'
input-json-empty-text: U --cli-input-json ''
input-json-empty-file: U --cli-input-json file://empty.json
input-json-no-file: U --cli-input-json file:///nonexistent
input-json-types: U --cli-input-json '{"InitialContactId":5,"InstanceId":true,"Attributes":{"a":1,"b":null}}'
input-json-null-member: U --cli-input-json '{"InitialContactId":null,"InstanceId":"i","Attributes":{}}'
input-json-small-letters: U --cli-input-json '{"initialContactId":"c1","instanceId":"i1","attributes":{"a":"b"}}'
input-json-bom: U --cli-input-json file://bom.json
input-json-get: G --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1"}'
input-yaml: U --cli-input-yaml $'InitialContactId: c1\nInstanceId: i1\nAttributes:\n  a: b'
input-yaml-file: U --cli-input-yaml file://input.yaml
input-yaml-types: U --cli-input-yaml $'InitialContactId: c1\nInstanceId: i1\nAttributes: {a: 1, b: true, c: null}'
input-yaml-bad: U --cli-input-yaml 'a: [b'
input-yaml-text: U --cli-input-yaml hello
input-yaml-empty: U --cli-input-yaml ''
input-yaml-and-json: U --cli-input-yaml 'InitialContactId: c1' --cli-input-json '{}'
input-yaml-and-option: U --cli-input-yaml file://input.yaml --attributes z=1
output-json: G CI --output json
output-text: G CI --output text
output-table: G CI --output table
output-yaml: G CI --output yaml
output-yaml-stream: G CI --output yaml-stream
output-off: G CI --output off
output-by-environment: AWS_DEFAULT_OUTPUT=text G CI
output-query: G CI --query Attributes.greetingPlayed
output-query-text: G CI --query Attributes.b --output text
output-query-bad: G CI --query 'Attributes.['
output-query-nothing: G CI --query Nope
output-update-table: U CI --attributes a=b --output table
output-update-query: U CI --attributes a=b --query x
output-nested-text: connect describe-contact --instance-id i --contact-id c --output text
output-nested-table: connect describe-contact --instance-id i --contact-id c --output table
output-nested-yaml: connect describe-contact --instance-id i --contact-id c --output yaml
output-nested-json: connect describe-contact --instance-id i --contact-id c
pages: connect list-instances
pages-text: connect list-instances --output text
pages-table: connect list-instances --output table
pages-yaml-stream: connect list-instances --output yaml-stream
pages-query-text: connect list-instances --query 'InstanceSummaryList[].[Id,Arn]' --output text
pages-one: connect list-instances --no-paginate
pages-items: connect list-instances --max-items 1
pages-items-text: connect list-instances --max-items 2 --output text
pages-start: connect list-instances --starting-token t2
pages-size: connect list-instances --page-size 1
pages-by-member: connect list-instances --max-results 1
pages-contradiction: connect list-instances --no-paginate --max-items 1
pages-items-bad: connect list-instances --max-items abc
number-bad: connect list-instances --max-results abc
flag-on-off: connect create-instance --identity-management-type SAML --inbound-calls-enabled --no-outbound-calls-enabled --client-token t
flag-missing: connect create-instance --identity-management-type SAML --inbound-calls-enabled --client-token t
list-words: connect untag-resource --resource-arn a --tag-keys a,b c
list-json: connect untag-resource --resource-arn a --tag-keys '["a","b"]'
list-empty: connect untag-resource --resource-arn a --tag-keys
list-of-maps: connect associate-routing-profile-queues --instance-id i --routing-profile-id r --queue-configs QueueReference={QueueId=q,Channel=VOICE},Priority=1,Delay=2
structure: connect start-chat-contact --instance-id i --contact-flow-id f --client-token t --participant-details DisplayName=x --segment-attributes 'k={ValueString=s}'
structure-lists: connect search-contacts --instance-id i --time-range Type=T,StartTime=1,EndTime=2 --search-criteria 'Channels=VOICE,CHAT,SearchableContactAttributes={Criteria={Key=a,Values=[b]}}'
time-bad: connect start-task-contact --instance-id i --name n --client-token t --scheduled-time bad
time: connect start-task-contact --instance-id i --name n --client-token t --scheduled-time 2026-01-01T00:00:00Z --references 'k={Value=v,Type=URL}'
refused: G --initial-contact-id not-there --instance-id i
refused-legacy: AWS_CLI_ERROR_FORMAT=legacy G --initial-contact-id not-there --instance-id i
refused-json: G --initial-contact-id not-there --instance-id i --cli-error-format json
refused-yaml: G --initial-contact-id not-there --instance-id i --cli-error-format yaml
refused-text: G --initial-contact-id not-there --instance-id i --cli-error-format text
refused-details: G --initial-contact-id reason --instance-id i
refused-busy: AWS_MAX_ATTEMPTS=2 G --initial-contact-id busy --instance-id i
error-format-of-ours: U CI --attributes foo --cli-error-format json
no-credentials: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY G CI
half-credentials: -AWS_SECRET_ACCESS_KEY G CI
no-signature: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY G CI --no-sign-request
no-region: -AWS_REGION -AWS_DEFAULT_REGION G CI
bad-region: G CI --region 'bad region!'
bad-profile: G CI --profile nope
bad-endpoint: G CI --endpoint-url not-a-url
nobody-listens: AWS_MAX_ATTEMPTS=1 G CI --endpoint-url http://127.0.0.1:CLOSED
timeout-bad: G CI --cli-read-timeout abc
accepted-for-scripts: U CI --attributes a=b --no-cli-pager --no-cli-auto-prompt
update-skeleton-get: G --generate-cli-skeleton
skeleton-get-beside-options: G CI --generate-cli-skeleton
skeleton-input-beside-options: U CI --attributes a=b --generate-cli-skeleton input
skeleton-get-input-beside-options: G CI --generate-cli-skeleton input
skeleton-yaml-beside-options: U CI --attributes a=b --generate-cli-skeleton yaml-input
skeleton-yaml-get: G --generate-cli-skeleton yaml-input
skeleton-yaml-get-beside-options: G CI --generate-cli-skeleton yaml-input
skeleton-bogus-beside-options: U CI --attributes a=b --generate-cli-skeleton bogus
skeleton-bogus-get: G --generate-cli-skeleton bogus
skeleton-bogus-get-beside-options: G CI --generate-cli-skeleton bogus
skeleton-input-as-yaml: U --generate-cli-skeleton input --output yaml
skeleton-output-no-credentials: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY G CI --generate-cli-skeleton output
skeleton-from-json-text: U --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}' --generate-cli-skeleton output
missing-two: U --initial-contact-id c
abbreviated-one: U --initial x --instance-id i --attributes a=b
unknown-service: conect update-contact-attributes
bare:
contact-256: U --initial-contact-id c*256 --instance-id i --attributes a=b
contact-257: U --initial-contact-id c*257 --instance-id i --attributes a=b
contact-https: U --initial-contact-id https://127.0.0.1:9/x --instance-id i --attributes a=b
contact-newline: U --initial-contact-id $'a\nb' --instance-id i --attributes a=b
instance-101: U --initial-contact-id c --instance-id i*101 --attributes a=b
get-257: G --initial-contact-id c*257 --instance-id i
json-32767: U CI --attributes '{"k": "x*32767"}'
json-32768: U CI --attributes '{"k": "x*32768"}'
json-key-32768: U CI --attributes '{"k*32768": "v"}'
json-reserved: U CI --attributes '{"InitialContactId":"x"}'
short-number: U CI --attributes a=1
short-null: U CI --attributes a=null
short-none: U CI --attributes a=None
short-dash-key: U CI --attributes a-b_c=d
short-percent: U CI --attributes 'a=50%'
short-32766: U CI --attributes k=x*32766
short-40000: U CI --attributes k=x*40000
short-folder: U CI --attributes file:///tmp
input-json-option: U --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}' --initial-contact-id OVER
input-json-attributes: U --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}' --attributes z=1
input-json-number: U --cli-input-json 5
input-json-twice: U --cli-input-json '{"InitialContactId":"c1","InitialContactId":"c2","InstanceId":"i1","Attributes":{"a":"b"}}'
input-json-no-scheme: U --cli-input-json input.json
input-json-skeleton: U --cli-input-json '{"InitialContactId":"","InstanceId":"","Attributes":{"KeyName":""}}'
input-json-yaml: U --cli-input-json 'InitialContactId: c1'
update-input-yaml: U --cli-input-yaml $'InitialContactId: c1\nInstanceId: i1\nAttributes:\n a: b'
input-yaml-json: U --cli-input-yaml '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}'
update-input-yaml-types: U --cli-input-yaml $'InitialContactId: c1\nInstanceId: i1\nAttributes: {a: 1, b: true, c: null, d: 2026-01-01}'
input-yaml-list: U --cli-input-yaml '- a'
update-input-yaml-and-json: U --cli-input-yaml 'InitialContactId: c1' --cli-input-json '{"InitialContactId":"c1","InstanceId":"i1","Attributes":{"a":"b"}}'
input-yaml-extra: U --cli-input-yaml $'InitialContactId: c1\nInstanceId: i1\nAttributes: {a: b}\nBogus: 1'
input-yaml-anchor: U --cli-input-yaml $'x: &x c1\nInitialContactId: *x\nInstanceId: i1\nAttributes: {a: b}'
output-update-json: U CI --attributes a=b --output json
output-update-text: U CI --attributes a=b --output text
output-update-yaml: U CI --attributes a=b --output yaml
output-update-yaml-stream: U CI --attributes a=b --output yaml-stream
output-update-off: U CI --attributes a=b --output off
output-empty-map: G --initial-contact-id no-attributes --instance-id i
output-empty: G --initial-contact-id nothing --instance-id i
output-unknown-member: G --initial-contact-id more --instance-id i
color: G CI --color on
update-no-credentials: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY U CI --attributes a=b
update-half-credentials: -AWS_SECRET_ACCESS_KEY U CI --attributes a=b
update-no-signature: -AWS_ACCESS_KEY_ID -AWS_SECRET_ACCESS_KEY U CI --attributes a=b --no-sign-request
update-no-region: -AWS_REGION -AWS_DEFAULT_REGION U CI --attributes a=b
no-region-no-endpoint: -AWS_REGION -AWS_DEFAULT_REGION -AWS_ENDPOINT_URL_CONNECT U CI --attributes a=b
update-bad-region: U CI --attributes a=b --region 'bad region!'
update-bad-profile: U CI --attributes a=b --profile nope
update-bad-endpoint: U CI --attributes a=b --endpoint-url not-a-url
update-nobody-listens: AWS_MAX_ATTEMPTS=1 U CI --attributes a=b --endpoint-url http://127.0.0.1:9
no-such-host: AWS_MAX_ATTEMPTS=1 U CI --attributes a=b --endpoint-url http://no-such-host.invalid
silent: AWS_MAX_ATTEMPTS=1 U --initial-contact-id silent --instance-id i --attributes a=b --cli-read-timeout 1
hangs-up: AWS_MAX_ATTEMPTS=1 U --initial-contact-id hangs-up --instance-id i --attributes a=b
resets: AWS_MAX_ATTEMPTS=1 U --initial-contact-id resets --instance-id i --attributes a=b
update-timeout-bad: U CI --attributes a=b --cli-read-timeout abc
plain-for-tls: AWS_MAX_ATTEMPTS=1 U CI --attributes a=b --endpoint-url https://127.0.0.1:HERE
debug: U CI --attributes a=b --debug
version: --version
no-pager: U CI --attributes a=b --no-cli-pager
no-prompt: U CI --attributes a=b --no-cli-auto-prompt
v2-debug: U CI --attributes a=b --v2-debug
error-format-json: U --initial-contact-id not-there --instance-id i --attributes a=b --cli-error-format json
update-refused-legacy: AWS_CLI_ERROR_FORMAT=legacy U --initial-contact-id not-there --instance-id i --attributes a=b
refused-enhanced: AWS_CLI_ERROR_FORMAT=enhanced U --initial-contact-id not-there --instance-id i --attributes a=b
update-refused-json: AWS_CLI_ERROR_FORMAT=json U --initial-contact-id not-there --instance-id i --attributes a=b
update-refused-yaml: AWS_CLI_ERROR_FORMAT=yaml U --initial-contact-id not-there --instance-id i --attributes a=b
update-refused-text: AWS_CLI_ERROR_FORMAT=text U --initial-contact-id not-there --instance-id i --attributes a=b
refused-table: AWS_CLI_ERROR_FORMAT=table U --initial-contact-id not-there --instance-id i --attributes a=b
refused-reason: AWS_CLI_ERROR_FORMAT=enhanced U --initial-contact-id reason --instance-id i --attributes a=b
help: U help
help-option: U --help
help-get: G help
help-all: connect help
"""


@dataclass(frozen=True)
class Difference:
    """Ours ends with `exit_code` and shows `shown` (spaces squeezed), on stdout or stderr; the reference says why."""

    exit_code: int
    shown: str
    reason: str


DIFFERENCES = {
    "skeleton-output-describe": Difference(0, '"QueuePriority": 0', "sample-not-validated"),
    "skeleton-bogus": Difference(252, "valid choices are: input, yaml-input, output", "choices-named"),
    "skeleton-bogus-beside-options": Difference(252, "valid choices are: input, yaml-input, output", "choices-named"),
    "skeleton-bogus-get": Difference(252, "valid choices are: input, yaml-input, output", "choices-named"),
    "skeleton-bogus-get-beside-options": Difference(252, "valid choices are: input, yaml-input", "choices-named"),
    "unknown-operation": Difference(252, "Found invalid choice 'nonsense', valid choices are", "choices-named"),
    "global-bogus": Difference(252, "valid choices are: json, text, table", "choices-named"),
    "color-bogus": Difference(252, "valid choices are: on, off, auto", "choices-named"),
    "short-emoji": Difference(0, "", "emoji"),
    "short-file-bytes": Difference(252, "Error parsing parameter '--attributes': a file of bytes", "no-inner-words"),
    "short-at-no-file": Difference(252, "Unable to load paramfile file:///nonexistent", "no-inner-words"),
    "number-bad": Difference(252, "'--max-results': Invalid value: 'abc' was received", "no-inner-words"),
    "timeout-bad": Difference(252, "argument --cli-read-timeout: 'abc' was received", "no-inner-words"),
    "update-timeout-bad": Difference(252, "argument --cli-read-timeout: 'abc' was received", "no-inner-words"),
    "update-no-credentials": Difference(0, "", "local-server"),
    "update-no-region": Difference(0, "", "local-server"),
    "no-region-no-endpoint": Difference(255, "Could not connect", "local-server"),
    "bad-region": Difference(255, "a name such as us-east-1 is allowed", "hints"),
    "update-bad-region": Difference(255, "a name such as us-east-1 is allowed", "hints"),
    "bad-profile": Difference(255, "the profiles of the AWS configuration are allowed", "hints"),
    "update-bad-profile": Difference(255, "the profiles of the AWS configuration are allowed", "hints"),
    "unknown-service": Difference(2, "'conect' is no command. Did you mean: connect", "own-commands"),
    "bare": Difference(2, "COMMAND", "own-commands"),
    "version": Difference(0, "callslip 0.", "program"),
    "help": Difference(0, "<page>", "help"),
    "help-option": Difference(0, "<page>", "help"),
    "help-get": Difference(0, "<page>", "help"),
    "no-credentials": Difference(0, '"greetingPlayed"', "local-server"),
    "no-region": Difference(0, '"greetingPlayed"', "local-server"),
}
