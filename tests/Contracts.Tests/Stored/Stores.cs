using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Bus;
using BusinessFocus.Manifest;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Contracts.Tests.Stored;

/// <summary>What a service writes that outlives the program that wrote it.</summary>
/// <param name="Name">As in queues and databases, for instance "registration".</param>
internal sealed record StoringService(string Name, Type Program, Action<StoreOptions> Configure, StoredEventTypes Events)
{
    /// <summary>The states of its streams that are stored as snapshots, and the names of their tables.</summary>
    public IEnumerable<(Type State, string Alias)> Snapshots => ((IReadOnlyStoreOptions)Store.Options).AllKnownDocumentTypes()
        .Where(document => Stores.IsState(document.DocumentType))
        .Select(document => (document.DocumentType, document.Alias));

    /// <summary>The queue of each of its consumers.</summary>
    public IEnumerable<string> Queues
    {
        get
        {
            var name = typeof(QueueNames).GetMethod(nameof(QueueNames.Consumer))!;
            return Program.Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IConsumer)))
                .Select(consumer => (string)name.MakeGenericMethod(consumer).Invoke(new QueueNames(Name), [])!);
        }
    }

    /// <summary>A store without a database, for whoever only asks how it writes.</summary>
    public DocumentStore Store => nowhere.Value;

    private readonly Lazy<DocumentStore> nowhere = new(() => Open(Configure, Events, "Host=nowhere"));

    /// <summary>The service's store in a database.</summary>
    public DocumentStore OpenStore(string connection) => Open(Configure, Events, connection);

    private static DocumentStore Open(Action<StoreOptions> configure, StoredEventTypes events, string connection) => DocumentStore.For(options =>
    {
        options.Connection(connection);
        options.ConfigureStore(configure, events);
    });
}

internal static class Stores
{
    public static IReadOnlyList<StoringService> All { get; } =
    [
        new("scheduling", typeof(global::BusinessFocus.Scheduling.Store), global::BusinessFocus.Scheduling.Store.Configure, global::BusinessFocus.Scheduling.StoredEvents.All),
        new("registration", typeof(global::BusinessFocus.Registration.Store), global::BusinessFocus.Registration.Store.Configure, global::BusinessFocus.Registration.StoredEvents.All),
        new("notification", typeof(global::BusinessFocus.Notifications.Store), global::BusinessFocus.Notifications.Store.Configure, global::BusinessFocus.Notifications.StoredEvents.All),
        new("feedback", typeof(global::BusinessFocus.Feedback.Store), global::BusinessFocus.Feedback.Store.Configure, global::BusinessFocus.Feedback.StoredEvents.All),
        new("identity", typeof(global::BusinessFocus.Identity.Store), global::BusinessFocus.Identity.Store.Configure, global::BusinessFocus.Identity.StoredEvents.All),
    ];

    /// <summary>Whether it is the state of a stream.</summary>
    public static bool IsState(Type type) =>
        type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IState<>));

    public static StoringService Named(string name) => All.Single(service => service.Name == name);

    /// <summary>The folder of what was written once.</summary>
    public static string Folder(string service) => Path.Combine(Repository.Root, "tests", "Contracts.Tests", "Stored", service);
}
