using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>An association invites its members by segment, and never learns who of them read, registered or had enough.</summary>
public sealed class InvitingMembers(Festival festival)
{
    private const string Association = "bjuder-in";
    private const string Path = $"/api/v1/associations/{Association}/invitations";

    [Fact]
    public async Task A_segment_is_previewed_and_invited_a_member_registers_by_the_letter_and_another_has_enough_with_one_click()
    {
        using var association = await festival.ClientAsync(new { id = "bjuder-in-sjalv", name = "Bjuder in", roles = new[] { "association" }, association = Association });
        var edition = await PlannedEdition.NewAsync(festival, "bjud-in-2027");
        var breakfast = await edition.SeminarAsync("Frukost för små", "2027-10-05T08:00", seats: 50);
        await edition.ReleaseAsync(breakfast);

        // Nine small members, one of them in English, and three large ones.
        await (await association.PutAsJsonAsync($"/api/v1/associations/{Association}/members", Enumerable.Range(0, 12).Select(member => new
        {
            organisationNumber = Number(member),
            name = $"Medlem {member} AB",
            email = Address(member),
            language = member == 1 ? "en" : "sv",
            employees = member < 9 ? 4 : 400,
        }))).JsonAsync(HttpStatusCode.OK);
        var words = Words(edition, breakfast, "Vi tar bordet vid fönstret.", "We take the table at the window.");

        // The letter is the same whoever gets it: it is asked for without a segment.
        var asked = new { editionId = edition.Id, activityId = breakfast, from = "Bordet i Lerum", text = new { sv = "Vi tar bordet vid fönstret.", en = "We take the table at the window." } };
        await Eventually.TrueAsync(async () => (await association.PostAsJsonAsync($"{Path}/letter", asked)).IsSuccessStatusCode);
        var letters = (await association.PostAsync($"{Path}/letter", asked, HttpStatusCode.OK))["letters"]!.AsArray();
        letters[0]!.Text("text").ShouldContain("Vi tar bordet vid fönstret.");
        var preview = await association.PostAsync($"{Path}/preview", words, HttpStatusCode.OK);
        (preview.Number("members"), preview.Number("recipients")).ShouldBe((9, 9));
        var sent = await association.PostAsync(Path, words, HttpStatusCode.Accepted);
        sent.Number("recipients").ShouldBe(9);
        (await association.PostAsync(Path, words, HttpStatusCode.Accepted)).Text("id").ShouldBe(sent.Text("id"), "sent again it is the same");

        var letter = await festival.LetterAsync(Address(0), "Bordet i Lerum bjuder in till Frukost för små");
        letter.TextBody!.ShouldContain("Hej Medlem 0 AB!");
        letter.TextBody!.ShouldContain($"står i medlemslistan från Bordet i Lerum ({Association})");
        letter.HtmlBody!.ShouldContain("Vi tar bordet vid fönstret.");
        (await festival.LetterAsync(Address(1), "Bordet i Lerum invites you to Frukost för små")).TextBody!.ShouldContain("We take the table at the window.");
        await Task.WhenAll(Enumerable.Range(2, 7).Select(member => festival.LetterAsync(Address(member), "Bordet i Lerum bjuder in")));
        festival.Mail.For(Address(9)).ShouldBeEmpty("a large one was not meant");

        // By the link in the letter, and one who wants no more.
        var link = letter.Link("/activities/");
        (await festival.Anyone.GetAsync(link, HttpStatusCode.OK)).Text("id").ShouldBe(breakfast);
        await edition.RegisterAsync(link.Split('/')[^1], Address(0), "Medlem 0 AB", Number(0));
        await ClickAsync(await festival.LetterAsync(Address(8), "Bordet i Lerum"));

        var again = Words(edition, breakfast, "Det finns plats kvar.", "There is room left.", notRegistered: true);
        var hidden = await association.PostAsync(Path, again, HttpStatusCode.Accepted);
        (hidden.Number("members"), hidden["recipients"]).ShouldBe((9, null), "nine and eight would tell that one has registered");
        await Task.WhenAll(Enumerable.Range(2, 6).Select(member => festival.Mail.NextAsync(Address(member), each => Says(each, "Det finns plats kvar."))));
        await festival.Mail.NextAsync(Address(1), each => Says(each, "There is room left."));
        festival.Mail.For(Address(0)).ShouldNotContain(each => Says(each, "Det finns plats kvar."));
        festival.Mail.For(Address(8)).ShouldHaveSingleItem();

        // What the association sees, and nobody else's.
        var list = await (await association.GetAsync($"{Path}?edition={edition.Id}")).Content.ReadAsStringAsync();
        list.ShouldNotContain("@");
        JsonNode.Parse(list)!.AsArray().Count.ShouldBe(2);
        (await festival.Foretagarna.GetAsync($"{Path}?edition={edition.Id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>As a mail reader does it (RFC 8058).</summary>
    private async Task ClickAsync(MimeMessage letter)
    {
        letter.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        var answer = await festival.Anyone.PostAsync(new Uri(letter.Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery, click);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static object Words(PlannedEdition edition, string activity, string sv, string en, bool notRegistered = false) => new
    {
        editionId = edition.Id,
        activityId = activity,
        from = "Bordet i Lerum",
        text = new { sv, en },
        segment = new { companySizes = new[] { "micro" }, notRegistered },
    };

    private static bool Says(MimeMessage letter, string words) => letter.TextBody!.Contains(words, StringComparison.Ordinal);

    private static string Address(int member) => string.Create(CultureInfo.InvariantCulture, $"info@medlem{member}.bjudin.example");

    /// <summary>A company's, with the control digit that it has.</summary>
    private static string Number(int member)
    {
        var nine = string.Create(CultureInfo.InvariantCulture, $"5570000{member:D2}");
        var sum = nine.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 2 : 1)).Sum(each => each > 9 ? each - 9 : each);
        return string.Create(CultureInfo.InvariantCulture, $"{nine[..6]}-{nine[6..]}{(10 - (sum % 10)) % 10}");
    }
}
