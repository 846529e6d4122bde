using System.Text.RegularExpressions;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// API7:2023, server side request forgery, and API10:2023, unsafe consumption of APIs: who calls others over HTTP does it at an address of
/// the configuration. Each of these files was read for that; one more has to be.
/// </summary>
public sealed partial class CallsToOthers
{
    [Fact]
    public void Only_these_files_call_others_over_HTTP()
    {
        var services = Path.Combine(Repository.Root, "services");
        Directory.EnumerateFiles(services, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any() && Client().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(services, file).Replace(Path.DirectorySeparatorChar, '/'))
            .ShouldBe(
            [
                // The services behind the gateway.
                "Gateway/Live/Snapshots.cs",
                "Gateway/Operations/EveryService.cs",
                "Gateway/Operations/Lag.cs",
                "Gateway/Operations/Replay.cs",
                "Gateway/Privacy/ExportPerson.cs",
                "Gateway/Routing/EditionSlugs.cs",
                "Gateway/Routing/RoutingSetup.cs",
                "Gateway/Routing/ServiceHealth.cs",

                // Identity's public keys; what is measured of all such calls.
                "Hosting/Telemetry/ServiceTelemetry.cs",
                "Hosting/Tokens/FetchKeySet.cs",
                "Hosting/Tokens/TokenChecks.cs",

                // The provider of SMS.
                "Notification/Sms/SmsChannel.cs",
                "Notification/Sms/SmsSetup.cs",

                // The gateway, for the pages.
                "Web/Operators/OperatorPages.cs",
                "Web/Operators/ServiceStates.cs",
                "Web/Site/Festival.cs",
                "Web/Site/SignIn/ByTheGateway.cs",
                "Web/Site/SignIn/SignInSetup.cs",
                "Web/Site/SignIn/TokenEndpoint.cs",

                // Whatever address somebody subscribed: only public ones, whose answers decide nothing but whether it is told again.
                "Notification/Webhooks/WebhookSender.cs",
            ],
            ignoreOrder: true);
    }

    [GeneratedRegex(@"\b(IHttpClientFactory|AddHttpClient\w*|HttpClient|HttpClientHandler|SocketsHttpHandler|WebRequest)\b")]
    private static partial Regex Client();
}
