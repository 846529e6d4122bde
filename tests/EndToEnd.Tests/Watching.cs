using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>What an operator watches: metrics that Prometheus' own check accepts, and logs that a program reads.</summary>
public sealed class Watching(Festival festival)
{
    private static readonly string[] Members = ["time", "level", "category", "message"];

    [Fact]
    public async Task Promtool_has_nothing_to_say_of_our_metrics_and_a_letters_duration_is_measured_in_fitting_seconds()
    {
        Assert.SkipUnless(Promtool.IsThere, "promtool (Debian's package prometheus) is not installed.");
        var activity = await Programme.WithOneActivityAsync(festival, "metrics-2027", seats: 5);
        await festival.Anyone.PostAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name = "Mätta Mätare", email = "matta@matare.example" }, seats = 1, consent = true },
            HttpStatusCode.Created);
        await festival.Mail.NextAsync("matta@matare.example");
        var letters = await Eventually.ValueAsync(async () =>
            await MetricsAsync("notification") is var told && Promtool.OwnNames(told).Contains("notifications_duration_seconds") ? told : null);

        letters.ShouldContain("le=\"0.25\"");
        letters.ShouldContain("le=\"3600\"");
        foreach (var service in Service.All)
        {
            (await Promtool.ObjectionsAsync(await MetricsAsync(service.Name))).ShouldBeEmpty(service.Name);
        }
    }

    [Fact]
    public async Task Each_line_of_a_services_log_is_one_JSON_object_with_time_level_and_message()
    {
        foreach (var service in Service.All)
        {
            await using var file = new FileStream(
                Path.Combine(festival.Data, "logs", $"{service.Name}.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var log = new StreamReader(file);

            // What is after the last line break is still being written.
            foreach (var line in (await log.ReadToEndAsync()).Split('\n')[..^1])
            {
                var entry = JsonNode.Parse(line)!;
                Members.ShouldAllBe(member => entry[member] != null, $"{service.Name}: {line}");
            }
        }
    }

    private Task<string> MetricsAsync(string service) => festival.Operator.GetStringAsync(new Uri(festival.AddressOf(service), "/metrics"));
}
