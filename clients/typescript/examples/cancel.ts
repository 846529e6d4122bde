// Cancels a registration; a second time changes nothing. node cancel.js REGISTRATION TOKEN
import { answer, connect } from "@businessfocus/client";

const [id = "", token = ""] = process.argv.slice(2);
const { api } = connect({ baseUrl: process.env.BUSINESSFOCUS_URL ?? "http://localhost:8080" });

const params = { path: { id }, query: { token } };
await answer(api.DELETE("/api/v1/registrations/{id}", { params }));
const { status } = await answer(api.GET("/api/v1/registrations/{id}", { params }));
console.log(JSON.stringify({ id, status }));
