using System.Text;
using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>What a person would send where the schema alone does not tell what makes sense.</summary>
public static class Sensible
{
    public static void Adjust(Attempt attempt, KnownValues known, Random random)
    {
        if (attempt.Json is JsonObject json)
        {
            Adjust(json, attempt.Operation.Path, known, random);
        }

        switch (attempt.Operation.Path)
        {
            case "/api/v1/editions/{id}/import" when attempt.ContentType == "text/csv":
                attempt.Bytes = Encoding.UTF8.GetBytes("kind;title.sv;startsAt;endsAt;capacity;language\nseminar;Möte 🤝;2027-10-05T09:00:00+02:00;2027-10-05T10:00:00+02:00;20;sv\n");
                break;
            case "/api/v1/editions/{id}/answers":
                attempt.Bytes = "activity;overall\nSeminarium;8\n"u8.ToArray();
                break;
        }
    }

    private static void Adjust(JsonObject json, string path, KnownValues known, Random random)
    {
        switch (path)
        {
            case "/api/v1/surveys/{token}" or "/api/v1/rooms/{code}":
                json["answers"] = new JsonObject { ["overall"] = 8, ["expectations"] = 8, ["ideal"] = 7, ["recommend"] = 9, ["climate"] = 4, ["comment"] = "Bra! 🤝" };
                json["followUp"] = random.Next(2) == 0 ? new JsonObject { ["topic"] = "bygglov", ["message"] = "Ring mig" } : null;
                break;
            case "/api/v1/survey-templates/{kind}":
                json["questions"] = new JsonArray(new JsonObject { ["key"] = "overall", ["type"] = "scale", ["text"] = new JsonObject { ["sv"] = "Hur nöjd är du?", ["en"] = "How satisfied are you?" } });
                break;
            case "/api/v1/templates/{key}" or "/api/v1/templates/{key}/preview":
                json["source"] = "subject: Hej\n\nHej!\n";
                break;
            case "/api/v1/preferences/{token}":
                json["kinds"] = new JsonObject();
                json["quietHours"] = new JsonObject { ["from"] = "21:00", ["until"] = "07:00" };
                break;
            case "/api/v1/activities/{id}/message":
                json["to"] = "confirmed";
                json.Remove("registrations");
                break;
            case "/api/v1/registrations":
                json["activityIds"] = new JsonArray(known.Any("activities", random), known.Any("activities", random));
                break;
            case "/api/v1/editions/{id}/open-house":
                json["hostId"] = known.Any("own-host", random);
                json["topics"] = new JsonArray("bygglov");
                break;
        }
    }
}
