using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>Times with officers that can be booked, in the demo's edition of these days: on Wednesdays and Fridays to come.</summary>
public static class DemoConversations
{
    private static readonly (string[] Officers, int[] DaysAfterMonday, string[] Topics)[] Mornings =
    [
        (["Handläggare bygglov", "Handläggare miljö"], [2, 9], ["bygglov", "miljo"]),
        (["Handläggare livsmedel", "Handläggare tillstånd"], [4, 11], ["livsmedel", "serveringstillstand"]),
    ];

    /// <summary>Where they are there already, or something else is planned then, it stays as it is.</summary>
    /// <param name="path">Of the edition.</param>
    public static async Task CutAsync(HttpClient organiser, string path, DateOnly monday, DateOnly today, CancellationToken cancellationToken)
    {
        var hosts = (await organiser.GetFromJsonAsync<JsonObject>($"{path}/hosts?limit=200", cancellationToken))!["items"]!.AsArray();
        foreach (var (officers, days, topics) in Mornings)
        {
            var ids = hosts.Where(host => officers.Contains(host!["name"]!.GetValue<string>())).Select(host => host!["id"]!.GetValue<string>()).ToList();
            foreach (var day in days.Select(monday.AddDays).Where(day => day > today && ids.Count > 0))
            {
                using var cut = await organiser.PostAsJsonAsync(
                    $"{path}/open-house",
                    new { hostIds = ids, startsAt = DemoNow.Moment(day, new TimeOnly(9, 0)), endsAt = DemoNow.Moment(day, new TimeOnly(11, 0)), slotMinutes = 30, topics },
                    cancellationToken);
                if (!cut.IsSuccessStatusCode && cut.StatusCode != HttpStatusCode.Conflict)
                {
                    throw new InvalidOperationException($"The demo could not cut conversations: {(int)cut.StatusCode} {await cut.Content.ReadAsStringAsync(cancellationToken)}");
                }
            }
        }
    }
}
