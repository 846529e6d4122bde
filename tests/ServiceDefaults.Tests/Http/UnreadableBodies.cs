using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>What somebody is told whose body cannot be read: which field, what it takes, and what came.</summary>
public sealed class UnreadableBodies(Echo echo)
{
    private const string Good = "\"to\":\"Åsa\",\"size\":\"small\",\"sentAt\":\"2027-10-05T09:00:00+02:00\"";

    [Theory]
    [InlineData("""{"size":"small","sentAt":"2027-10-05T09:00:00+02:00"}""", "to", "Saknas: en text behövs.", "Missing: a text is needed.")]
    [InlineData("""{"to":7,"size":"small","sentAt":"2027-10-05T09:00:00+02:00"}""", "to", "En text väntades, men det kom 7.", "Expected a text, but got 7.")]
    [InlineData("""{"to":null,"size":"small","sentAt":"2027-10-05T09:00:00+02:00"}""", "to", "En text väntades, men det kom null.", "Expected a text, but got null.")]
    [InlineData("""{"to":"Åsa","size":"huge","sentAt":"2027-10-05T09:00:00+02:00"}""", "size", "Ett av: small, veryLarge väntades, men det kom \"huge\".", "Expected one of: small, veryLarge, but got \"huge\".")]
    [InlineData("""{"to":"Åsa","size":1,"sentAt":"2027-10-05T09:00:00+02:00"}""", "size", "Ett av: small, veryLarge väntades, men det kom 1.", "Expected one of: small, veryLarge, but got 1.")]
    [InlineData("""{"to":"Åsa","size":"small","sentAt":"2027-10-05T09:00:00"}""", "sentAt", "En tid med tidszon, till exempel 2027-10-05T09:00:00+02:00 väntades, men det kom \"2027-10-05T09:00:00\".", "Expected a time with its offset, for example 2027-10-05T09:00:00+02:00, but got \"2027-10-05T09:00:00\".")]
    [InlineData("{" + Good + """,  "deliverOn":"5/10"}""", "deliverOn", "Ett datum, till exempel 2027-10-05 väntades, men det kom \"5/10\".", "Expected a date, for example 2027-10-05, but got \"5/10\".")]
    [InlineData("{" + Good + """,  "after":"25:00"}""", "after", "Ett klockslag, till exempel 09:30:00 väntades, men det kom \"25:00\".", "Expected a time of day, for example 09:30:00, but got \"25:00\".")]
    [InlineData("{" + Good + """,  "weight":1.5}""", "weight", "Ett heltal väntades, men det kom 1.5.", "Expected a whole number, but got 1.5.")]
    [InlineData("{" + Good + """,  "fragile":"yes"}""", "fragile", "True eller false väntades, men det kom \"yes\".", "Expected true or false, but got \"yes\".")]
    [InlineData("{" + Good + """,  "activity":"one"}""", "activity", "Ett id (UUID) väntades, men det kom \"one\".", "Expected an id (UUID), but got \"one\".")]
    [InlineData("{" + Good + """,  "tags":"one"}""", "tags", "En lista väntades, men det kom \"one\".", "Expected a list, but got \"one\".")]
    [InlineData("{" + Good + """,  "tags":["one",null]}""", "tags[1]", "En text väntades, men det kom null.", "Expected a text, but got null.")]
    [InlineData("{" + Good + """,  "notes":{"a":null}}""", "notes.a", "En text väntades, men det kom null.", "Expected a text, but got null.")]
    [InlineData("{" + Good + """,  "items":[{"name":"one"},null]}""", "items[1]", "Ett objekt väntades, men det kom null.", "Expected an object, but got null.")]
    [InlineData("{" + Good + """,  "items":[{"name":{}}]}""", "items[0].name", "En text väntades, men det kom ett objekt.", "Expected a text, but got an object.")]
    [InlineData("{" + Good + """,  "items":[{"name":"a\u0000b"}]}""", "items[0].name", "Texten innehåller styrtecken.", "The text has control characters.")]
    [InlineData("{" + Good + """,  "items":[{"nome":"one"}]}""", "items[0].nome", "Okänt fält. Det som finns: name.", "Unknown field. There are: name.")]
    [InlineData("{" + Good + """,  "To":"Bo"}""", "To", "Står två gånger.", "Given twice.")]
    [InlineData("[]", "body", "Ett objekt väntades, men det kom en lista.", "Expected an object, but got a list.")]
    [InlineData("null", "body", "Ett objekt väntades, men det kom null.", "Expected an object, but got null.")]
    [InlineData("", "body", "Saknas: ett objekt behövs.", "Missing: an object is needed.")]
    [InlineData("{" + Good, "body", "Det är inte hel JSON: fel på rad 1, tecken 65.", "Not whole JSON: an error in line 1, at byte 65.")]
    [InlineData("{\"\\ud800\":1}", "body", "Ett namn kan inte läsas.", "A name cannot be read.")]
    public async Task It_says_which_field_what_it_takes_and_what_came(string body, string field, string sv, string en)
    {
        var (swedish, english) = (await RefusedAsync(body, "sv"), await RefusedAsync(body, "en"));
        swedish[field]!.ToJsonString().ShouldBe(new JsonArray(sv).ToJsonString(), swedish.ToJsonString());
        english[field]!.ToJsonString().ShouldBe(new JsonArray(en).ToJsonString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once() =>
        (await RefusedAsync("""{"size":"huge","sentAt":"now","weight":"much","colour":"red","items":[{}]}""", "sv"))
            .Select(error => error.Key).ShouldBe(["to", "size", "sentAt", "weight", "colour", "items[0].name"], ignoreOrder: true);

    [Theory]
    [InlineData("application/json; charset=utf-8", "utf-8")]
    [InlineData("application/json; charset=\"utf-8\"", "utf-8")]
    [InlineData("application/json; charset=", "utf-8")]
    [InlineData("application/json; charset=utf-16", "utf-16")]
    [InlineData("application/json; charset=iso-8859-1", "iso-8859-1")]
    public async Task A_known_charset_is_read(string contentType, string encoding)
    {
        var answer = await PutAsync(Encoding.GetEncoding(encoding).GetBytes("{" + Good + "}"), contentType);

        (await BodyAsync(answer, HttpStatusCode.OK))["to"]!.GetValue<string>().ShouldBe("Åsa");
    }

    [Theory]
    [InlineData("martian")]
    [InlineData("utf-7")]
    [InlineData("ibm037x")]
    public async Task An_unknown_charset_is_unsupported(string charset) =>
        (await BodyAsync(await PutAsync(Encoding.UTF8.GetBytes("{" + Good + "}"), $"application/json; charset={charset}"), HttpStatusCode.UnsupportedMediaType))["type"]!
            .GetValue<string>().ShouldBe("urn:businessfocus:problem:unsupported-media-type");

    [Fact]
    public async Task A_byte_order_mark_does_no_harm() =>
        await BodyAsync(await PutAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("{" + Good + "}")]), HttpStatusCode.OK);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_UTF8_is_refused(bool inName)
    {
        var text = Encoding.UTF8.GetBytes(inName ? """{"x":1}""" : """{"to":"x"}""");
        text[Array.IndexOf(text, (byte)'x')] = 0xff;

        (await BodyAsync(await PutAsync(text), HttpStatusCode.BadRequest))["errors"]!.AsObject().Single().Key.ShouldBe("body");
    }

    [Fact]
    public async Task What_we_sent_may_come_back_with_a_change_and_what_cannot_be_changed_is_ignored()
    {
        var sent = await BodyAsync(await PutAsync(Encoding.UTF8.GetBytes("{" + Good + """,  "items":[{"name":"one"}]}""")), HttpStatusCode.OK);
        sent["label"]!.GetValue<string>().ShouldBe("Åsa!");
        sent["items"]![0]!["number"].ShouldNotBeNull();

        sent["to"] = "Bo";
        (await BodyAsync(await PutAsync(Encoding.UTF8.GetBytes(sent.ToJsonString())), HttpStatusCode.OK))["label"]!.GetValue<string>().ShouldBe("Bo!");

        sent["colour"] = "red";
        (await BodyAsync(await PutAsync(Encoding.UTF8.GetBytes(sent.ToJsonString())), HttpStatusCode.BadRequest))["errors"]!.AsObject().Single().Key.ShouldBe("colour");
    }

    [Theory]
    [InlineData("sv", "den 3 oktober 2028", "den 3 oktober 2028 kl. 14.00")]
    [InlineData("en", "3 October 2028", "3 October 2028, 14:00")]
    public async Task Dates_in_answers_are_written_as_the_asker_writes_them(string language, string day, string time)
    {
        var errors = await RefusedAsync("""{"to":"Åsa","size":"small","sentAt":"2029-10-05T09:00:00+02:00","deliverOn":"2027-01-01"}""", language);

        errors["deliverOn"]![0]!.GetValue<string>().ShouldContain(day);
        errors["sentAt"]![0]!.GetValue<string>().ShouldContain(time);
    }

    private async Task<JsonObject> RefusedAsync(string body, string language) =>
        (await BodyAsync(await PutAsync(Encoding.UTF8.GetBytes(body), language: language), HttpStatusCode.BadRequest))["errors"]!.AsObject();

    private async Task<HttpResponseMessage> PutAsync(byte[] body, string contentType = "application/json", string language = "sv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/parcels/{Guid.NewGuid()}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return await echo.Service.Http.SendAsync(request);
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!;
    }
}
