using System.Net;
using BusinessFocus.Testing.Rights;

namespace BusinessFocus.Scheduling.Tests;

/// <summary>API1, API2, API3 and API5:2023: who may make which call, and by which token or link nobody may.</summary>
public sealed class Rights(SchedulingService service)
{
    private static readonly string Table = CallsAndRoles.TableOf("Scheduling.Tests");

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("scheduling", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        // A draft, and what nobody else sees of it; visits are asked for in an open one.
        var (draft, open) = (await service.NewEditionAsync(), await service.NewEditionAsync());
        var venue = await service.AddAsync(draft, "venues", new { name = "Kulturhuset", address = "Torget 1" });
        var host = await service.AddAsync(draft, "hosts", new { name = "KSO" });
        var activity = await service.PlanAsync(draft, SchedulingService.Seminar(venueId: venue, hostIds: [host]));
        await service.Organiser.SendAsync(HttpMethod.Post, $"{open.Path}/open", HttpStatusCode.OK, new { });
        var (asked, answered, third) = (await AskAsync("anna"), await AskAsync("bo"), await AskAsync("cilla"));

        await new CallsAndRoles("scheduling", Table, service.Running, new WhatIsAskedFor
        {
            Host = host,
            Addresses = new Dictionary<string, string>
            {
                ["/api/v1/editions/{id}"] = draft.Path,
                ["/api/v1/editions/{idOrSlug}"] = $"/api/v1/editions/{draft.Slug}",
                ["/api/v1/editions/{slug}"] = $"/api/v1/editions/{draft.Slug}",
                ["/api/v1/venues/{id}"] = $"/api/v1/venues/{venue}",
                ["/api/v1/hosts/{id}"] = $"/api/v1/hosts/{host}",
                ["/api/v1/activities/{id}"] = $"/api/v1/activities/{activity}",
                ["/api/v1/visit-requests/{id}"] = $"/api/v1/visit-requests/{asked.Id}",
            },
            Queries = new Dictionary<string, string> { ["readActivities"] = $"ids={activity}" },
            Links = new Dictionary<string, Link>
            {
                ["/api/v1/visit-requests/{id}"] = new($"/api/v1/visit-requests/{answered.Id}", answered.Token, third.Token),
            },
        }).ShouldBeAsTheTableSaysAsync();

        async Task<(string Id, string Token)> AskAsync(string name)
        {
            var visit = await service.Anyone.SendAsync(HttpMethod.Post, $"{open.Path}/visit-requests", HttpStatusCode.Created, new
            {
                company = new { name = $"{name} AB" },
                contact = new { name, email = $"{name}@example.se" },
                address = new { street = "Vägen 1", area = "Gråbo" },
                consent = true,
            });
            return (visit.Text("id"), visit.Text("token"));
        }
    }
}
