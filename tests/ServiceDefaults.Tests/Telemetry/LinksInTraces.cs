using System.Diagnostics;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Telemetry;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Telemetry;

public sealed class LinksInTraces
{
    [Theory]
    [InlineData("url.path", "/api/v1/surveys/{0}", "/api/v1/surveys/…")]
    [InlineData("url.path", "/api/v1/agendas/{0}.ics", "/api/v1/agendas/…")]
    [InlineData("url.full", "http://127.0.0.1:5000/api/v1/surveys/{0}?x=1", "http://127.0.0.1:5000/api/v1/surveys/…?x=1")]
    [InlineData("url.path", "/api/v1/visit-requests/{0}/accept", "/api/v1/visit-requests/…/accept")]
    public void A_links_token_is_left_out(string tag, string address, string shown)
    {
        using var activity = new Activity("GET").SetTag(tag, string.Format(System.Globalization.CultureInfo.InvariantCulture, address, LinkToken.New()));

        new HideLinkTokens().OnEnd(activity);

        activity.GetTagItem(tag).ShouldBe(shown);
    }

    [Fact]
    public void An_id_stays()
    {
        var address = $"/api/v1/activities/{Guid.CreateVersion7()}/registrations";
        using var activity = new Activity("GET").SetTag("url.path", address);

        new HideLinkTokens().OnEnd(activity);

        activity.GetTagItem("url.path").ShouldBe(address);
    }
}
