// Registers somebody. node register.js ACTIVITY NAME EMAIL
import { answer, connect, ProblemError } from "@businessfocus/client";

const [activity = "", name = "", email = ""] = process.argv.slice(2);
const { api } = connect({ baseUrl: process.env.BUSINESSFOCUS_URL ?? "http://localhost:8080", language: "en" });

try {
  const registered = await answer(
    api.POST("/api/v1/activities/{id}/registrations", {
      params: { path: { id: activity } },
      body: { contact: { name, email, locale: "sv" }, seats: 1, consent: true },
    }),
  );
  // A registration, or a place that is kept until the address is confirmed by the mail.
  console.log(JSON.stringify(registered));
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  console.error(`${error.code}: ${error.message}`, error.errors);
  process.exitCode = 1;
}
