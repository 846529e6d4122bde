using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Templating;

/// <summary>Organisers change the words of letters while the service runs.</summary>
public sealed class ChangedTemplates(ChangedTemplates.Running running) : IClassFixture<ChangedTemplates.Running>
{
    private const string Confirmation = "/api/v1/templates/confirmation.sv";

    [Fact]
    public async Task Only_organisers_see_and_change_templates()
    {
        await using var service = await WithDefaultsAsync();
        (HttpMethod Method, string Path)[] calls =
        [
            (HttpMethod.Get, "/api/v1/templates"),
            (HttpMethod.Get, Confirmation),
            (HttpMethod.Get, Confirmation + "/history"),
            (HttpMethod.Put, Confirmation),
            (HttpMethod.Delete, Confirmation),
            (HttpMethod.Post, Confirmation + "/preview"),
        ];
        foreach (var (method, path) in calls)
        {
            (await SendAsync(service.Service.Http, method, path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await SendAsync(service.Service.As(Roles.Operator), method, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await SendAsync(service.Service.AsAssociation("foretagarna"), method, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        foreach (var (method, path) in calls.Skip(1))
        {
            foreach (var key in (string[])["confirmation.fi", "confirmation", "Confirmation.sv", "layout.html"])
            {
                (await SendAsync(service.Service.As(Roles.Organiser), method, path.Replace("confirmation.sv", key, StringComparison.Ordinal)))
                    .StatusCode.ShouldBe(HttpStatusCode.NotFound);
            }
        }
    }

    [Fact]
    public async Task A_template_that_was_read_and_is_sent_back_stays_as_it_is_changed_or_not()
    {
        await using var service = await WithDefaultsAsync();
        var organiser = service.Service.As(Roles.Organiser);
        foreach (var changed in (bool[])[false, true])
        {
            if (changed)
            {
                await SendAsync(organiser, HttpMethod.Put, Confirmation, "subject: Ett\nheading: b\n---\nc\n");
            }

            var read = await organiser.GetFromJsonAsync<JsonNode>(Confirmation);
            using var sent = await organiser.PutAsJsonAsync(Confirmation, read);

            sent.StatusCode.ShouldBe(HttpStatusCode.OK);
            JsonNode.DeepEquals(await sent.Content.ReadFromJsonAsync<JsonNode>(), read).ShouldBeTrue();
            JsonNode.DeepEquals(await organiser.GetFromJsonAsync<JsonNode>(Confirmation), read).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_template_is_changed_by_version_and_taken_back_and_its_history_says_who_did_what()
    {
        await using var service = await NotificationService.StartAsync();
        var (olle, pia) = (service.Service.As(Roles.Organiser, "olle"), service.Service.As(Roles.Organiser, "pia"));
        var (first, second) = ("subject: Ett\nheading: b\n---\nc\n", "subject: Två\nheading: b\n---\nc\n");

        var before = await olle.GetAsync(Confirmation);
        before.Headers.ETag!.Tag.ShouldStartWith("\"0.");
        var unchanged = (await before.Content.ReadFromJsonAsync<JsonObject>())!;
        unchanged["isChanged"]!.GetValue<bool>().ShouldBeFalse();
        unchanged["source"]!.GetValue<string>().ShouldBe(unchanged["defaultSource"]!.GetValue<string>());
        unchanged["variables"]!.AsArray().Select(variable => (variable!["name"]!.GetValue<string>(), variable["example"]!.GetValue<string>()))
            .ShouldContain(("activity.when", "måndag 5 oktober 2026 kl. 09.30–11.00"));
        unchanged["samples"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["confirmed"]);

        var changed = await SendAsync(olle, HttpMethod.Put, Confirmation, first, "\"0\"");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.Tag.ShouldBe("\"1\"");
        (await SendAsync(pia, HttpMethod.Put, Confirmation, second, "\"0\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(pia, HttpMethod.Delete, Confirmation, null, "\"0\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(pia, HttpMethod.Put, Confirmation, first, "\"1\"")).Headers.ETag!.Tag.ShouldBe("\"1\"", "nothing has changed");
        (await SendAsync(pia, HttpMethod.Put, Confirmation, second.ReplaceLineEndings("\r\n"), "\"1\"")).Headers.ETag!.Tag.ShouldBe("\"2\"");

        var listed = (await olle.GetFromJsonAsync<JsonObject>("/api/v1/templates"))!["templates"]!.AsArray();
        listed.Count.ShouldBe(TemplateKey.All.Count);
        var mine = listed.Single(template => template!["isChanged"]!.GetValue<bool>())!;
        (mine["key"]!.GetValue<string>(), mine["kind"]!.GetValue<string>(), mine["language"]!.GetValue<string>(), mine["changedBy"]!.GetValue<string>(), mine["version"]!.GetValue<long>())
            .ShouldBe(("confirmation.sv", "confirmation", "sv", "pia", 2));

        var reset = await SendAsync(pia, HttpMethod.Delete, Confirmation, null, "\"2\"");
        reset.Headers.ETag!.Tag.ShouldBe("\"3\"");
        var after = (await reset.Content.ReadFromJsonAsync<JsonObject>())!;
        after["source"]!.GetValue<string>().ShouldBe(unchanged["source"]!.GetValue<string>());
        after["isChanged"]!.GetValue<bool>().ShouldBeFalse();
        (await SendAsync(pia, HttpMethod.Delete, Confirmation)).Headers.ETag!.Tag.ShouldBe("\"3\"", "there is nothing to take back");

        var history = (await olle.GetFromJsonAsync<JsonObject>(Confirmation + "/history"))!["steps"]!.AsArray();
        history.Select(step => (step!["version"]!.GetValue<long>(), step["by"]!.GetValue<string>(), step["source"]?.GetValue<string>()))
            .ShouldBe([(3, "pia", null), (2, "pia", second), (1, "olle", first)]);
        var part = (await olle.GetFromJsonAsync<JsonObject>(Confirmation + "/history?limit=2"))!;
        part["steps"]!.AsArray().Select(step => step!["version"]!.GetValue<long>()).ShouldBe([3, 2]);
        var rest = (await olle.GetFromJsonAsync<JsonObject>($"{Confirmation}/history?after={part["next"]}"))!;
        (rest["steps"]!.AsArray().ShouldHaveSingleItem()!["version"]!.GetValue<long>(), rest["next"]).ShouldBe((1, null));
        (await olle.GetAsync(Confirmation + "/history?after=AA")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await olle.GetFromJsonAsync<JsonObject>("/api/v1/templates/survey.en/history"))!["steps"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "sv", "*")]
    [InlineData("", "sv", "*")]
    [InlineData("subject: a\nheading: b\n---\n\u0007", "sv", "Texten innehåller styrtecken.")]
    [InlineData("subject: a\nheading: b\n---\nHej {{ activity.titel }}", "sv", "Rad 4, kolumn 8: variabeln activity.titel finns inte.")]
    [InlineData("subject: a\nheading: b\n---\nHej {{ activity.titel }}", "en", "Line 4, column 8: there is no variable activity.titel.")]
    public async Task A_template_with_flaws_is_refused_by_field_and_place_and_neither_kept_nor_shown(string? source, string language, string flaw)
    {
        await using var service = await WithDefaultsAsync();
        var organiser = service.Service.As(Roles.Organiser);
        organiser.DefaultRequestHeaders.Add("Accept-Language", language);
        var before = (await organiser.GetAsync(Confirmation)).Headers.ETag;
        foreach (var (method, path) in (IEnumerable<(HttpMethod, string)>)[(HttpMethod.Put, Confirmation), (HttpMethod.Post, Confirmation + "/preview")])
        {
            if (source is null && method == HttpMethod.Post)
            {
                continue;
            }

            var refused = await SendAsync(organiser, method, path, source);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var errors = (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject();
            errors.Single().Key.ShouldBeOneOf("source", source is null ? "body" : "source");
            if (flaw != "*")
            {
                errors["source"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe([flaw]);
            }
        }

        (await SendAsync(organiser, HttpMethod.Put, Confirmation, new string('a', TemplateCheck.LongestSource + 1))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.GetAsync(Confirmation)).Headers.ETag.ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_template_is_in_the_next_letter_of_every_instance_and_the_default_after_it_is_taken_back()
    {
        await using var service = await NotificationService.StartAsync();
        await using var other = await service.StartAnotherAsync();
        var organisers = new[] { service.Service.As(Roles.Organiser), other.As(Roles.Organiser) };
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));

        // Which instance gets a message is the broker's choice: of many, each gets some.
        for (var round = 0; round < 3; round++)
        {
            var subject = $"Ändring {round} 🎉 {{{{ activity.title }}}}";
            (await SendAsync(organisers[round % 2], HttpMethod.Put, Confirmation, $"subject: {subject}\nheading: b\n---\n<b>Hej</b> {{{{ name }}}} å ä ö 🤝\n"))
                .StatusCode.ShouldBe(HttpStatusCode.OK);
            var contacts = Enumerable.Range(0, 10).Select(number => Some.Contact("<script>Åsa 🦊</script>", $"guest{round}-{number}@foretag.example")).ToList();
            await Task.WhenAll(contacts.Select(contact => service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: contact)))));
            foreach (var contact in contacts)
            {
                var mail = await service.MailAsync(contact.Email);
                mail.Subject.ShouldBe($"Ändring {round} 🎉 Så möts vi 🤝 på Åspenäs");
                mail.TextBody!.ShouldContain("<b>Hej</b> <script>Åsa 🦊</script> å ä ö 🤝");
                mail.HtmlBody!.ShouldContain("&lt;b&gt;Hej&lt;/b&gt; &lt;script&gt;Åsa 🦊&lt;/script&gt; å ä ö 🤝");
                mail.HtmlBody!.ShouldNotContain("<script>");
            }
        }

        await SendAsync(organisers[1], HttpMethod.Delete, Confirmation);
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: "last@foretag.example"))));
        (await service.MailAsync("last@foretag.example")).Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
    }

    [Fact]
    public async Task What_waited_or_is_sent_again_has_the_words_of_now_in_the_recipients_language()
    {
        await using var service = await WithDefaultsAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var activity = service.Activity();
        var contact = service.Contact(locale: "en");
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: contact)));
        await service.NotificationAsync(NotificationState.Requested);
        await SendAsync(organiser, HttpMethod.Put, Confirmation, "subject: Fel språk\nheading: b\n---\nc");
        await SendAsync(organiser, HttpMethod.Put, "/api/v1/templates/confirmation.en", "subject: First\nheading: b\n---\nc");
        await service.PublishAsync(new ActivityReleased(activity));
        (await service.MailAsync(contact.Email)).Subject.ShouldBe("First");

        var notification = await service.NotificationAsync(NotificationState.Accepted);
        await SendAsync(organiser, HttpMethod.Put, "/api/v1/templates/confirmation.en", "subject: Second\nheading: b\n---\nc");
        (await organiser.PostAsync($"/api/v1/notifications/{notification.Id}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await service.MailAsync(contact.Email, mail => mail.Subject == "Second");
    }

    [Fact]
    public async Task A_letter_goes_with_the_default_where_the_changed_words_say_nothing()
    {
        await using var service = await WithDefaultsAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        var source = "subject: {% if seats == '2 platser' %}Bara för två{% endif %}\nheading: b\n---\nc";
        (await SendAsync(service.Service.As(Roles.Organiser), HttpMethod.Put, Confirmation, source)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: service.Contact(email: service.At("two")), seats: 2)));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: service.Contact(email: service.At("one")), seats: 1)));
        (await service.MailAsync(service.At("two"))).Subject.ShouldBe("Bara för två");
        (await service.MailAsync(service.At("one"))).Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
    }

    [Fact]
    public async Task A_preview_shows_each_example_as_it_would_be_sent_and_keeps_nothing()
    {
        await using var service = await WithDefaultsAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var before = (await organiser.GetAsync(Confirmation)).Headers.ETag;
        foreach (var key in TemplateKey.All)
        {
            foreach (var sample in Samples.Of(key))
            {
                var shown = await PreviewAsync(organiser, key.ToString(), null, sample.Name);
                shown.Values.ShouldAllBe(text => text.Length > 0 && !text.Contains("{{", StringComparison.Ordinal) && !text.Contains("{%", StringComparison.Ordinal));
                shown["sample"].ShouldBe(sample.Name);
                shown["text"].ShouldStartWith(shown["heading"]);
                shown["html"].ShouldContain($"<html lang=\"{key.Language}\">");
                shown["html"].ShouldContain("name=\"viewport\"");
                shown["html"].ShouldContain("prefers-color-scheme: dark");
            }
        }

        (await PreviewAsync(organiser, "cancellation.sv", null, "by-activity"))["subject"].ShouldBe("Inställt: Så lyckas du med kommunens upphandlingar");
        var tried = await PreviewAsync(
            organiser, "confirmation.sv", "subject: <i>{{ seats }}</i> 🎉\nheading: b\nbrief: Du har {{ seats }}!\n---\n<script>alert('å')</script>\n\n{{ name }}", null);
        (tried["subject"], tried["heading"], tried["brief"]).ShouldBe(("<i>2 platser</i> 🎉", "b", "Du har 2 platser!"));
        tried["html"].ShouldContain("&lt;script&gt;alert(&#x27;å&#x27;)&lt;/script&gt;");
        tried["html"].ShouldContain("<title>&lt;i&gt;2 platser&lt;/i&gt; 🎉</title>");
        tried["html"].ShouldNotContain("<script>");
        tried["text"].ShouldContain("<script>alert('å')</script>");
        tried["text"].ShouldContain("När: måndag 5 oktober 2026 kl. 09.30–11.00");
        (await organiser.GetAsync(Confirmation)).Headers.ETag.ShouldBe(before);

        await SendAsync(organiser, HttpMethod.Put, Confirmation, "subject: I kraft\nheading: b\n---\nc");
        (await PreviewAsync(organiser, "confirmation.sv", null, null))["subject"].ShouldBe("I kraft");
        var unknown = await organiser.PostAsJsonAsync(Confirmation + "/preview", new { sample = "by-activity" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unknown.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["sample"]!.AsArray().Single()!.GetValue<string>().ShouldBe("En av: confirmed.");
        service.Count.ShouldBe(0);
    }

    /// <summary>Whatever the tests before have changed is taken back.</summary>
    private async Task<NotificationService> WithDefaultsAsync()
    {
        var service = await running.ForOneTestAsync();
        foreach (var key in (string[])[Confirmation, "/api/v1/templates/confirmation.en"])
        {
            (await SendAsync(service.Service.As(Roles.Organiser), HttpMethod.Delete, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        return service;
    }

    private static async Task<Dictionary<string, string>> PreviewAsync(HttpClient organiser, string key, string? source, string? sample)
    {
        var answer = await organiser.PostAsJsonAsync($"/api/v1/templates/{key}/preview", new { source, sample });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient who, HttpMethod method, string path, string? source = "subject: a\nheading: b\n---\nc", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
        {
            request.Content = JsonContent.Create(new { source });
        }

        if (ifMatch is not null)
        {
            request.Headers.Add("If-Match", ifMatch);
        }

        return await who.SendAsync(request);
    }

    /// <summary>Templates are the same for everybody: nobody else is on this service.</summary>
    public sealed class Running : SharedService;
}
