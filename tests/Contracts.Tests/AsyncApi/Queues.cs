using BusinessFocus.Hosting.Bus;
using BusinessFocus.Manifest;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.RevokedAccess;
using MassTransit;

namespace BusinessFocus.Contracts.Tests.AsyncApi;

/// <summary>A queue that messages come to, and who reads it.</summary>
/// <param name="Name">Of a queue that each instance has of its own: the part of the name that is the same.</param>
internal sealed record Queue(string Name, Service Service, bool IsOfOneInstance, IReadOnlyList<Type> Messages)
{
    public static IReadOnlyList<Queue> All { get; } = [.. Service.WithBus.SelectMany(Of).OrderBy(queue => queue.Name, StringComparer.Ordinal)];

    private static IEnumerable<Queue> Of(Service service)
    {
        var own = KeepingTheArchitecture.Services.Single(assembly => assembly.GetName().Name == $"BusinessFocus.{service.Project}").GetTypes()
            .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && TakenInBy(type).Any())
            .ToList();
        if (!service.HasStore)
        {
            return [new($"{service.Name}-live", service, true, [.. own.Append(typeof(HearOfRevocations)).SelectMany(TakenInBy).OrderBy(message => message.Name, StringComparer.Ordinal)])];
        }

        var names = new QueueNames(service.Name);
        return own.Select(consumer => (Name: NameOf(names, consumer), Consumer: consumer))
            .Append((Name: $"{service.Name}-forget-in-dead-letters", Consumer: typeof(ForgetInDeadLetters)))
            .Append((Name: $"{service.Name}-on-access-revoked", Consumer: typeof(RememberRevocations)))
            .Append((Name: $"{service.Name}-on-account-named", Consumer: typeof(RememberNames)))
            .GroupBy(each => each.Name, each => each.Consumer)
            .Select(queue => new Queue(queue.Key, service, false, [.. queue.SelectMany(TakenInBy).Distinct()]))
            .Append(new Queue($"{service.Name}-revocations", service, true, [.. TakenInBy(typeof(HearOfRevocations))]));
    }

    private static IEnumerable<Type> TakenInBy(Type consumer) => consumer.GetInterfaces()
        .Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .Select(each => each.GetGenericArguments()[0]);

    private static string NameOf(QueueNames names, Type consumer) =>
        (string)typeof(IEndpointNameFormatter).GetMethod(nameof(IEndpointNameFormatter.Consumer))!.MakeGenericMethod(consumer).Invoke(names, null)!;
}
