using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Activities;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Activities;

public sealed class LinkingToCalendars
{
    [Fact]
    public void Others_calendars_get_the_times_in_UTC_and_the_place()
    {
        var activity = Some.Activity("2027-10-05T06:30Z");
        activity.Place = new Place { Name = "Kommunhuset", Room = "Mjörn", Address = "Bagges torg 3" };

        var google = Query(Some.In("sv-SE", () => CalendarLinks.Google(activity)));
        google["dates"].ShouldBe("20271005T063000Z/20271005T073000Z");
        google["location"].ShouldBe("Kommunhuset, Mjörn, Bagges torg 3");
        var outlook = Query(Some.In("en-GB", () => CalendarLinks.Outlook(activity)));
        outlook["startdt"].ShouldBe("2027-10-05T06:30:00Z");
        outlook["subject"].ShouldBe("How to get ready");
    }

    private static Dictionary<string, string> Query(string address) =>
        QueryHelpers.ParseQuery(new Uri(address).Query).ToDictionary(part => part.Key, part => part.Value.ToString());
}
