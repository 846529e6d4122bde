using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Registration;

/// <summary>Registration's streams, documents and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.Projections.Add(new StateProjection<MemberList>(typeof(MemberListPushed)), ProjectionLifecycle.Inline);
        options.Schema.For<RegistrationEntry>().DocumentAlias("registration_entries");
        options.Schema.For<Member>().Index(member => member.Association);
    }
}
