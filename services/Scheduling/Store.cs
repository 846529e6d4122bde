using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Scheduling;

/// <summary>Scheduling's streams, snapshots and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.Projections.Add(new StateProjection<Edition>(), ProjectionLifecycle.Inline);
        options.Schema.For<Edition>().UniqueIndex(edition => edition.Slug);
    }
}
