// Performs calls with the JavaScript SDK: {endpoint, calls} comes as JSON on stdin, one outcome for each call leaves on stdout.
// Started in the folder that holds node_modules, which is not the one this file lies in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const sdk = createRequire(`${process.cwd()}/`)("@aws-sdk/client-connect");

const COMMANDS = { update: sdk.UpdateContactAttributesCommand, get: sdk.GetContactAttributesCommand };

async function perform(client, call) {
  const input = { InstanceId: call.instance, InitialContactId: call.contact };
  if (call.attributes) input.Attributes = call.attributes;
  try {
    const output = await client.send(new COMMANDS[call.operation](input));
    return { attributes: output.Attributes ?? {} };
  } catch (error) {
    if (!error.$metadata?.httpStatusCode) throw error;
    return { code: error.name, type: error.constructor.name, status: error.$metadata.httpStatusCode, message: error.message };
  }
}

const { endpoint, calls } = JSON.parse(readFileSync(0, "utf8"));
const client = new sdk.ConnectClient({ endpoint });
const outcomes = [];
for (const call of calls) outcomes.push(await perform(client, call));
client.destroy();
process.stdout.write(JSON.stringify(outcomes));
