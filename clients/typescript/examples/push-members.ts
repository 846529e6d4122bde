// Replaces an association's member list. CLIENT_ID=… CLIENT_SECRET=… node push-members.js ASSOCIATION FILE.json
import { readFile } from "node:fs/promises";
import { answer, clientCredentials, connect } from "@businessfocus/client";

const [association = "", file = ""] = process.argv.slice(2);
const baseUrl = process.env.BUSINESSFOCUS_URL ?? "http://localhost:8080";
const { CLIENT_ID: clientId = "", CLIENT_SECRET: clientSecret = "" } = process.env;
const { api, all } = connect({ baseUrl, token: clientCredentials({ baseUrl, clientId, clientSecret }) });

const params = { path: { id: association } };
const pushed = await answer(
  api.PUT("/api/v1/associations/{id}/members", { params, body: JSON.parse(await readFile(file, "utf8")) }),
);
console.log(JSON.stringify(pushed));

let members = 0;
for await (const _ of all("/api/v1/associations/{id}/members", { params })) members++;
console.log(JSON.stringify({ members }));
