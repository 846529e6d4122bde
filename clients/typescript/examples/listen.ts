// Shows what happens in an edition, through breaks of the network. node listen.js EDITION [HOW-MANY]
import { connect } from "@businessfocus/client";

const [edition = "", many = "Infinity"] = process.argv.slice(2);
const { live } = connect({ baseUrl: process.env.BUSINESSFOCUS_URL ?? "http://localhost:8080" });

let heard = 0;
for await (const event of live({ edition, onOpen: () => console.error("listening") })) {
  if (event.type === "seats") {
    console.log(JSON.stringify({ activity: event.data.activityId, left: event.data.left }));
  } else if (event.type === "reset") {
    console.log("read again what you show");
  }
  if (++heard >= Number(many)) break;
}
