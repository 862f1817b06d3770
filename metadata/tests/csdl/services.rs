//! The metadata of services that are not Microsoft Graph, written as they write it.

use graph_action_metadata::csdl;
use graph_action_metadata::model::{MemberKind, Shape, TypeRef};

use super::{member, object, operation, property, refusal, type_of};

#[test]
fn trip_pin_is_read() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
  <edmx:DataServices>
    <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Trippin">
      <EntityType Name="Person" OpenType="true">
        <Key><PropertyRef Name="UserName" /></Key>
        <Property Name="UserName" Type="Edm.String" Nullable="false" />
        <Property Name="Gender" Type="Trippin.PersonGender" Nullable="false" />
        <Property Name="Emails" Type="Collection(Edm.String)" />
        <NavigationProperty Name="Friends" Type="Collection(Trippin.Person)" />
        <NavigationProperty Name="Trips" Type="Collection(Trippin.Trip)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="Airport"><Key><PropertyRef Name="IcaoCode" /></Key><Property Name="IcaoCode" Type="Edm.String" Nullable="false" /></EntityType>
      <EntityType Name="Trip"><Key><PropertyRef Name="TripId" /></Key><Property Name="TripId" Type="Edm.Int32" Nullable="false" /><Property Name="Description" Type="Edm.String" /></EntityType>
      <EnumType Name="PersonGender"><Member Name="Male" Value="0" /><Member Name="Female" Value="1" /><Member Name="Unknown" Value="2" /></EnumType>
      <Function Name="GetFavoriteAirline" IsBound="true" EntitySetPath="person"><Parameter Name="person" Type="Trippin.Person" /><ReturnType Type="Trippin.Airport" /></Function>
      <Function Name="GetNearestAirport"><Parameter Name="lat" Type="Edm.Double" Nullable="false" /><Parameter Name="lon" Type="Edm.Double" Nullable="false" /><ReturnType Type="Trippin.Airport" /></Function>
      <Action Name="ResetDataSource" />
      <Action Name="ShareTrip" IsBound="true"><Parameter Name="personInstance" Type="Trippin.Person" /><Parameter Name="userName" Type="Edm.String" Nullable="false" /></Action>
      <EntityContainer Name="Container">
        <EntitySet Name="People" EntityType="Trippin.Person">
          <Annotation Term="Org.OData.Core.V1.OptimisticConcurrency"><Collection><PropertyPath>UserName</PropertyPath></Collection></Annotation>
        </EntitySet>
        <Singleton Name="Me" Type="Trippin.Person" />
        <FunctionImport Name="GetNearestAirport" Function="Trippin.GetNearestAirport" EntitySet="Airports" IncludeInServiceDocument="true" />
        <ActionImport Name="ResetDataSource" Action="Trippin.ResetDataSource" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;
    let schema = csdl::read(text.as_bytes()).unwrap();
    assert_eq!(object(&schema, "Trippin.Person").key, ["UserName"]);
    assert_eq!(operation(&schema, "Trippin.GetNearestAirport(Edm.Double,Edm.Double)").binding, None);
    assert_eq!(operation(&schema, "Trippin.ResetDataSource()").parameters, []);
    let nearest = member(&schema, "GetNearestAirport");
    assert_eq!((nearest.kind, nearest.target.as_str()), (MemberKind::FunctionImport, "Trippin.GetNearestAirport"));
    assert!(matches!(type_of(&schema, "Trippin.PersonGender").shape, Shape::Enum(_)));
}

#[test]
fn northwind_keeps_its_types_and_its_container_apart() {
    let text = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
  <Schema Namespace="NorthwindModel" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityType Name="Order_Detail"><Key><PropertyRef Name="OrderID" /><PropertyRef Name="ProductID" /></Key>
      <Property Name="OrderID" Type="Edm.Int32" Nullable="false" /><Property Name="ProductID" Type="Edm.Int32" Nullable="false" />
      <Property Name="UnitPrice" Type="Edm.Decimal" Nullable="false" Precision="19" Scale="4" />
      <NavigationProperty Name="Order" Type="NorthwindModel.Order" Nullable="false" Partner="Order_Details"><ReferentialConstraint Property="OrderID" ReferencedProperty="OrderID" /></NavigationProperty>
    </EntityType>
    <EntityType Name="Order"><Key><PropertyRef Name="OrderID" /></Key><Property Name="OrderID" Type="Edm.Int32" Nullable="false" p6:StoreGeneratedPattern="Identity" xmlns:p6="http://schemas.microsoft.com/ado/2009/02/edm/annotation" /></EntityType>
  </Schema>
  <Schema Namespace="ODataWebV4.Northwind.Model" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EntityContainer Name="NorthwindEntities"><EntitySet Name="Order_Details" EntityType="NorthwindModel.Order_Detail"><NavigationPropertyBinding Path="Order" Target="Orders" /></EntitySet></EntityContainer>
  </Schema></edmx:DataServices></edmx:Edmx>"#;
    let schema = csdl::read(text.as_bytes()).unwrap();
    assert_eq!(object(&schema, "NorthwindModel.Order_Detail").key, ["OrderID", "ProductID"]);
    let order = property(&schema, "NorthwindModel.Order_Detail", "Order");
    assert_eq!((&order.ty, order.is_nullable), (&TypeRef::one("NorthwindModel.Order"), false));
    assert_eq!(member(&schema, "Order_Details").target, "NorthwindModel.Order_Detail");
}

#[test]
fn an_older_odata_is_named() {
    let text = |attributes: &str| {
        format!(
            r#"<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices {attributes} xmlns:m="m"><Schema Namespace="n" /></edmx:DataServices></edmx:Edmx>"#
        )
    };
    for (attributes, version) in [
        (r#"m:DataServiceVersion="2.0""#, "OData 2.0"),
        (r#"m:DataServiceVersion="1.0" m:MaxDataServiceVersion="3.0""#, "OData 3.0"),
        ("", "CSDL 1.0"),
    ] {
        let refused = refusal(text(attributes));
        assert!(
            refused.contains(&format!("this is the metadata of {version},"))
                || refused.contains(&format!("this is {version},")),
            "{refused}"
        );
        assert!(refused.contains("ask the service for its V4 address"), "{refused}");
    }
    assert!(refusal(text("").replace("Version=\"1.0\"", "")).contains("says no Version"));
}
