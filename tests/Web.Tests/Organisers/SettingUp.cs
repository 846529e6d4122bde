using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Cases;
using BusinessFocus.Web.Organisers.Reports;
using BusinessFocus.Web.Organisers.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>The forms of published figures, areas of cases and webhooks.</summary>
public sealed class SettingUp
{
    private const string Ranking = "svenskt-naringsliv|ranking|total";

    [Fact]
    public void A_published_figure_is_held_against_its_scale()
    {
        Faults(Figure(Ranking, "2026", "41")).ShouldBeEmpty();
        Faults(Figure(Ranking, "2026", "291")).ShouldBe([OfficialForm.Value]);
        Faults(Figure(Ranking, "26", "41")).ShouldBe([OfficialForm.Year]);
        Faults(Figure("", "", "mycket")).ShouldBe([OfficialForm.Measure, OfficialForm.Year, OfficialForm.Value]);
        OfficialForm.RequestOf(Form((OfficialForm.Value, "74,1"), (OfficialForm.Source, "Rapport"))).Value.ShouldBe(74.1);

        static IEnumerable<string> Faults(FormCollection form) => OfficialForm.FaultsIn(form, Some.Now).Keys;

        static FormCollection Figure(string measure, string year, string value) =>
            Form((OfficialForm.Measure, measure), (OfficialForm.Year, year), (OfficialForm.Value, value), (OfficialForm.Source, "Rapport"));
    }

    [Fact]
    public void Each_published_measure_has_a_key_of_its_own() =>
        PublishedMeasure.All.Select(measure => measure.Key).Distinct().Count().ShouldBe(PublishedMeasure.All.Count);

    [Fact]
    public void An_area_keeps_its_hosts_of_other_editions()
    {
        var (here, other) = (Guid.NewGuid(), Guid.NewGuid());
        var before = new AreaView { Hosts = [here, other] };

        var sent = AreaForm.RequestOf(Form((AreaForm.NameSv, "Bygglov"), (AreaForm.DaysToAnswer, "3")), before, [new HostView { Id = here }]);

        (sent.Hosts, sent.DaysToAnswer, sent.Email).ShouldSatisfyAllConditions(
            set => set.Hosts.ShouldBe([other]), set => set.DaysToAnswer.ShouldBe(3), set => set.Email.ShouldBeNull());
        AreaForm.FaultsIn(Form((AreaForm.NameSv, "Bygglov"), (AreaForm.DaysToAnswer, "61"), (AreaForm.Email, "bygglov")), isNew: true).Keys
            .ShouldBe([AreaForm.Topic, AreaForm.Email, AreaForm.DaysToAnswer]);
    }

    [Fact]
    public void A_webhook_has_a_safe_address_something_to_tell_and_somebody_to_write_to()
    {
        WebhookForm.FaultsIn(Form((WebhookForm.Url, "http://lerum.example"))).Keys.ShouldBe([WebhookForm.Url, WebhookForm.Types, WebhookForm.Email]);
        var form = Form((WebhookForm.Url, "https://lerum.example/in"), (WebhookForm.Types, "activity.changed"), (WebhookForm.Email, "it@lerum.example"));
        WebhookForm.FaultsIn(form).ShouldBeEmpty();

        var sent = WebhookForm.RequestOf(form);

        (sent.Types!.Single(), sent.Payload, sent.Language).ShouldBe(("activity.changed", WebhookPayload.Thin, "sv"));
        OneWebhook.FaultsIn("alla-igen", Form((OneWebhook.From, "i går"))).Keys.ShouldBe([OneWebhook.From]);
        OneWebhook.FaultsIn("igen", Form()).ShouldNotBeEmpty();
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));
}
