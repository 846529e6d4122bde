// Moves a registration to another activity, if there is room. node move.js REGISTRATION TOKEN ACTIVITY
import { answer, connect } from "@businessfocus/client";

const [id = "", token = "", activityId = ""] = process.argv.slice(2);
const { api } = connect({ baseUrl: process.env.BUSINESSFOCUS_URL ?? "http://localhost:8080" });

const params = { path: { id }, query: { token } };
const moved = await answer(api.POST("/api/v1/registrations/{id}/move", { params, body: { activityId } }));
console.log(JSON.stringify(moved));
