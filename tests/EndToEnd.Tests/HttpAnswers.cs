using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Short words for what a front end does, with the answer's text where it is not the one expected.</summary>
internal static class HttpAnswers
{
    public static async Task<JsonNode> PostAsync(this HttpClient http, string path, object body, HttpStatusCode expected) =>
        await (await http.PostAsJsonAsync(path, body)).JsonAsync(expected);

    public static async Task<JsonNode> GetAsync(this HttpClient http, string path, HttpStatusCode expected) =>
        await (await http.GetAsync(path)).JsonAsync(expected);

    public static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static int Number(this JsonNode node, string name) => node[name]!.GetValue<int>();
}
