using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Hosting.Bus;
using BusinessFocus.Manifest;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.DeadLetters;
using MassTransit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// What each service may do at RabbitMQ, as deploy/broker.json has it, is what it does and no more: who takes its password can neither speak
/// for another service, as in the ContactErased that somebody forged, nor listen to what it does not concern. OWASP API5:2023, broken
/// function level authorization.
/// </summary>
public sealed class RightsAtTheBroker
{
    private static readonly IReadOnlyDictionary<string, Rights> All = Read();

    [Fact]
    public void Each_service_has_a_user() => All.Keys.ShouldBe(Service.WithBus.Select(service => service.Name), ignoreOrder: true);

    [Fact]
    public void A_service_listens_to_what_it_takes_in_and_to_nothing_else()
    {
        foreach (var service in Service.WithBus)
        {
            Messages.All.Select(ExchangeOf).Where(exchange => All[service.Name].Read.IsMatch(exchange))
                .ShouldBe(ConsumedBy(service).Select(ExchangeOf), ignoreOrder: true, customMessage: service.Name);
        }
    }

    [Fact]
    public void A_service_tells_of_what_it_owns_and_of_nothing_else()
    {
        foreach (var service in Service.WithBus)
        {
            Messages.All.Where(message => All[service.Name].Write.IsMatch(ExchangeOf(message)))
                .ShouldBe(Messages.All.Where(message => service.HasStore && (OwnerIs(message, service.Project) || OwnerIs(message, "Operations"))), ignoreOrder: true, customMessage: service.Name);
        }

        static bool OwnerIs(Type message, string folder) => message.Namespace == $"BusinessFocus.Contracts.{folder}";
    }

    [Fact]
    public void A_service_has_its_own_queues_and_no_way_into_others()
    {
        foreach (var (service, other) in Service.WithBus.SelectMany(service => Service.WithStore.Select(other => (service, other))))
        {
            var rights = All[service.Name];
            foreach (var queue in (string[])[$"{other.Name}-on-contact-erased", $"{other.Name}-forget-in-dead-letters", $"{other.Name}-dead-letters"])
            {
                foreach (var right in (Regex[])[rights.Configure, rights.Write, rights.Read])
                {
                    right.IsMatch(queue).ShouldBe(other == service, $"{service.Name} at {queue}");
                }
            }

            // The exchange without a name leads to every queue.
            rights.Write.IsMatch("amq.default").ShouldBeFalse();
        }
    }

    /// <summary>Named after host, program and service. Where the name is too long, as in a container, MassTransit leaves 14 characters of each.</summary>
    [Fact]
    public void A_service_has_the_queue_of_its_instance_and_no_other_services()
    {
        foreach (var (service, other) in Service.WithBus.SelectMany(service => Service.WithBus.Select(other => (service, other))))
        {
            other.Name.Length.ShouldBeLessThanOrEqualTo(14, other.Name);
            var (rights, queue) = (All[service.Name], $"c1bf3b5543df_BusinessFocusN_{other.Name}_yryyyynpbgsb9tosbdxw7yyd8f");
            foreach (var right in (Regex[])[rights.Configure, rights.Write, rights.Read])
            {
                right.IsMatch(queue).ShouldBe(other == service, $"{service.Name} at {queue}");
            }
        }
    }

    private static IEnumerable<Type> ConsumedBy(Service service)
    {
        var consumers = KeepingTheArchitecture.Services.Single(assembly => assembly.GetName().Name == $"BusinessFocus.{service.Project}").GetTypes();
        Type[] ofEveryService = service.HasStore ? [typeof(HearOfRevocations), typeof(ForgetInDeadLetters), typeof(RememberNames)] : [typeof(HearOfRevocations)];
        return consumers.Concat(ofEveryService)
            .Where(consumer => consumer is { IsAbstract: false, ContainsGenericParameters: false })
            .SelectMany(consumer => consumer.GetInterfaces())
            .Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(each => each.GetGenericArguments()[0])
            .Distinct();
    }

    /// <summary>As MassTransit names it.</summary>
    private static string ExchangeOf(Type message) => $"{message.Namespace}:{message.Name}";

    private static Dictionary<string, Rights> Read() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "broker.json")))!["permissions"]!.AsArray().ToDictionary(
            each => each!["user"]!.GetValue<string>(),
            each => new Rights(PatternOf(each!, "configure"), PatternOf(each!, "write"), PatternOf(each!, "read")));

    private static Regex PatternOf(JsonNode permission, string right) => new(permission[right]!.GetValue<string>());

    private sealed record Rights(Regex Configure, Regex Write, Regex Read);
}
